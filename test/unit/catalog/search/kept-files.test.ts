import { type KeptFile, KeptFiles } from '../../../../lib/catalog/search/kept-files';

describe('price files in memory', () => {
	const file = (bytes: number, readAt = 0) =>
		({ name: 'a', country: 'US', content: { rows: { bytes } }, readAt }) as unknown as KeptFile;

	it('are kept until they are too old', () => {
		const files = new KeptFiles(100);
		files.keep('one', file(60, 1_000));
		expect(files.find('one', 2_000, 1_000)).not.toBeNull();
		expect(files.find('other', 2_000, 1_000)).toBeNull();
		expect(files.find('one', 2_001, 1_000)).toBeNull();
		expect(files.bytes).toBe(0);
	});

	it('never take more memory than they may: the one asked for longest ago goes', () => {
		const files = new KeptFiles(100);
		files.keep('one', file(40));
		files.keep('two', file(40));
		files.find('one', 0, 1_000);
		files.keep('three', file(40));
		expect(files.bytes).toBe(80);
		expect(files.find('two', 0, 1_000)).toBeNull();
		expect(files.find('one', 0, 1_000)).not.toBeNull();
	});

	it('are not kept where one alone is too large, and one of the same key is replaced', () => {
		const files = new KeptFiles(100);
		expect(files.keep('one', file(101))).toBe(false);
		expect(files.keep('one', file(90))).toBe(true);
		expect(files.keep('one', file(80))).toBe(true);
		expect(files.bytes).toBe(80);
	});
});
