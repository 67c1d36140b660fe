import { callCounter } from '../../../lib/shared/call-counter';

class Port {
	private readonly stock = 7;
	name = 'north';
	async ask(sku: string): Promise<string> {
		return `${this.stock} of ${sku}`;
	}
	async tell(): Promise<void> {}
}

describe('the call counter', () => {
	it('counts the named calls alone and passes everything on', async () => {
		const counter = callCounter();
		const port = counter.count(new Port(), ['ask']);
		expect(await port.ask('1234567')).toBe('7 of 1234567');
		await port.ask('7654321');
		expect(port.name).toBe('north');
		expect(counter.calls()).toBe(2);
	});

	it('counts the calls of several ports together', async () => {
		const counter = callCounter();
		const one = counter.count({ ask: async () => 1 }, ['ask']);
		const other = counter.count({ tell: async () => 2 }, ['tell']);
		expect(await Promise.all([one.ask(), other.tell()])).toEqual([1, 2]);
		expect(counter.calls()).toBe(2);
	});

	it('counts a call that fails', async () => {
		const counter = callCounter();
		const port = counter.count({ ask: async () => Promise.reject(new Error('down')) }, ['ask']);
		await expect(port.ask()).rejects.toThrow('down');
		expect(counter.calls()).toBe(1);
	});
});
