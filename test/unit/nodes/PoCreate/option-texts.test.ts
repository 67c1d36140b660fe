import type { IExecuteFunctions } from 'n8n-workflow';
import { readOptionTexts } from '../../../../nodes/PoCreate/option-texts';

/** Order options as they stand in the node, and what its expressions give. */
const read = (written: object, given: object, type = 'n8n-nodes-tdsynnex-autotask.poCreate') =>
	readOptionTexts(
		{
			getNode: () => ({ type, parameters: { orderOptions: written } }),
			getNodeParameter: () => ({ ...written, ...given }),
		} as unknown as IExecuteFunctions,
		0,
	);

describe('the approval in the order options', () => {
	it.each([
		['approvedUpTo', 'Approved Up To'],
		['approvedContent', 'Approved Content'],
	])('whose %s is an expression that gives nothing is no approval of anything', (name, field) => {
		for (const value of ['', ' ', null, undefined])
			expect(() => read({ approvedBy: 'Jo', [name]: '={{ $json.x }}' }, { [name]: value })).toThrow(
				`${field} is an expression that returns nothing`,
			);
		const without = read({ approvedBy: 'Jo', [name]: '={{ $json.x }}' }, { [name]: 'none' });
		expect(without).toMatchObject({ approvedBy: 'Jo', [name]: '' });
		expect(read({ approvedBy: 'Jo', [name]: '' }, {})).toMatchObject({ [name]: '' });
	});

	it('that an AI agent orders with is for a stated total or content', () => {
		const tool = 'n8n-nodes-tdsynnex-autotask.poCreateTool';
		expect(() => read({ approvedBy: 'Jo' }, {}, tool)).toThrow(/without a limit/);
		expect(() => read({ approvedBy: 'Jo', approvedUpTo: 'none' }, {}, tool)).toThrow(/limit/);
		expect(read({ approvedBy: 'Jo', approvedUpTo: '10' }, {}, tool)).toEqual({
			approvedBy: 'Jo',
			approvedUpTo: '10',
			approvedContent: '',
		});
		expect(read({ comment: 'x' }, {}, tool)).toMatchObject({ comment: 'x' });
	});
});
