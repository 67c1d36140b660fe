import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { runConformance } from '../../../lib/permissions/conformance/run';
import { Problem } from '../../../lib/shared/problem';
import { accountSettings } from '../../../lib/tdsynnex/hosts';
import { nodeClock } from '../../shared/node-clock';
import { sendWith } from '../../shared/node-send';
import { TDSYNNEX_CREDENTIAL } from '../../shared/td-synnex';
import { isTool } from '../../shared/tries';

export const option: INodePropertyOptions = {
	name: 'Conformance Run',
	value: 'conformance',
	description: "Ask TD SYNNEX's test host what its documents do not say. Sends test orders.",
	action: 'Run the conformance questions on the test host',
};

const show = { operation: ['conformance'] };

export const description: INodeProperties[] = [
	{
		displayName:
			"Sends up to 30 test orders to TD SYNNEX's test host, one of them for more than the stock of the product. It refuses every other host before it sends anything: select a credential with the Environment Test. Tell your TD SYNNEX representative first.",
		name: 'conformanceNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Product to Order',
		name: 'conformanceSku',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 14152708',
		description:
			'TD SYNNEX SKU of a low-priced product that is in stock, has more on order, and needs no end user',
		displayOptions: { show },
	},
	{
		displayName: 'Product With End User',
		name: 'conformanceEndUserSku',
		type: 'string',
		default: '',
		placeholder: 'e.g. 14152709',
		description:
			'TD SYNNEX SKU of a product in stock that TD SYNNEX sells only if the end user is named. If empty, nothing is asked about end users.',
		displayOptions: { show },
	},
];

const FOR_PEOPLE = {
	status: 'not asked',
	code: 'agent-may-not-order',
	cause: 'an AI agent called a conformance run, which sends test orders',
	remedy: 'Run it yourself, as a step in a workflow.',
};

/** Runs once; what it finds is one item a fact, and a settings file. */
export async function conformance(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	// an answer, no failure: Retry On Fail could not change it
	if (isTool(context)) return [[{ json: FOR_PEOPLE, pairedItem: { item: 0 } }], []];
	const sku = String(context.getNodeParameter('conformanceSku', 0, '')).trim();
	if (context.getNode().credentials?.[TDSYNNEX_CREDENTIAL] === undefined || sku === '')
		throw new Problem({
			code: 'parameter-missing',
			cause:
				sku === '' ? 'Product to Order is empty' : 'No TD SYNNEX EC API credential is selected',
			remedy: 'Fill it in. The credential must be one for the test host.',
		});
	const { facts, settings, summary } = await runConformance(
		{
			send: sendWith(context, TDSYNNEX_CREDENTIAL),
			account: accountSettings(await context.getCredentials(TDSYNNEX_CREDENTIAL)),
			clock: nodeClock(context),
			signal: context.getExecutionCancelSignal(),
		},
		sku,
		String(context.getNodeParameter('conformanceEndUserSku', 0, '')).trim(),
	);
	const file = await context.helpers.prepareBinaryData(
		Buffer.from(JSON.stringify(settings, null, '\t'), 'utf8'),
		`conformance-${summary.finished.slice(0, 10)}.json`,
		'application/json',
	);
	const pairedItem = { item: 0 };
	return [
		facts.map((fact) => ({ json: { ...fact } as unknown as IDataObject, pairedItem })),
		[
			{
				json: { ...summary, ...settings } as unknown as IDataObject,
				binary: { settings: file },
				pairedItem,
			},
		],
	];
}
