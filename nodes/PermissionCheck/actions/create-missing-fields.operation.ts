import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { createMissingFields } from '../../../lib/permissions/create-fields';
import { MORE_PRODUCT_FIELDS, PRODUCT_FIELDS } from '../../../lib/permissions/product-fields';
import { writesActivity } from '../../../lib/permissions/report/activity';
import { WriteRecorder } from '../../../lib/permissions/write-test/recorder';
import { activitySource } from '../../shared/activity';
import { autotaskFor } from '../../shared/autotask';
import { nodeClock } from '../../shared/node-clock';

export const option: INodePropertyOptions = {
	name: 'Create Missing Fields',
	value: 'createFields',
	description: 'Create the user-defined fields of products that do not exist yet',
	action: 'Create missing product fields',
};

export const description: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		options: [...PRODUCT_FIELDS, ...MORE_PRODUCT_FIELDS]
			.map(({ name, description }) => ({ name, value: name, description }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: [],
		description:
			"User-defined fields of products to create. If empty: SKU, stock, ETA, MAP, weight, and status. Existing fields are not changed. Autotask's API cannot delete a field.",
		displayOptions: { show: { operation: ['createFields'] } },
	},
];

export async function createFields(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const wanted = context.getNodeParameter('fields', 0) as string[];
	const autotask = await autotaskFor(context);
	const clock = nodeClock(context);
	const recorder = new WriteRecorder(autotask, clock);
	const results = await createMissingFields(
		autotask,
		wanted.length === 0
			? PRODUCT_FIELDS
			: [...PRODUCT_FIELDS, ...MORE_PRODUCT_FIELDS].filter(({ name }) => wanted.includes(name)),
		recorder,
	);
	const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
	const pairedItem = { item: 0 };
	return [
		results.map((result) => ({ json: { ...result } as IDataObject, pairedItem })),
		[
			{
				json: {
					created: count('created'),
					existing: count('exists'),
					failed: count('failed'),
					writes: recorder.writes as unknown as IDataObject[],
					activity: writesActivity(
						recorder.writes,
						activitySource(context),
					) as unknown as IDataObject[],
				},
				pairedItem,
			},
		],
	];
}
