import { plainFields } from '../../../../lib/autotask/records/read-in-batches';

test.each([
	['5.0000', '5'],
	['20.6400', '20.64'],
	['-0.5000', '-0.5'],
	['Yes', 'Yes'],
	['1.25', '1.25'],
	['192.168.0.1000', '192.168.0.1000'],
	[null, ''],
])('a user-defined %s of Autotask reads as a person entered it: %s', (value, shown) => {
	expect(plainFields({ userDefinedFields: [{ name: 'Minimum', value }] })).toEqual({
		Minimum: shown,
	});
});
