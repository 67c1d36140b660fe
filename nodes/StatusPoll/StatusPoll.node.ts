import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type NodeExecutionHint,
} from 'n8n-workflow';
import type { StatusReport } from '../../lib/order-status/report/status-change';
import { ONE_WAY, TWO_WAYS } from '../shared/connections';
import { autotaskPsaApiTest } from '../shared/autotask-credential-test';
import { failedItem } from '../shared/node-error';
import { type NodeShape, runNode } from '../shared/run-node';
import { getStatuses } from '../shared/purchase-order-statuses';
import { tdSynnexEcApiTest } from '../shared/td-synnex';
import { searchVendors } from '../shared/vendor';
import { tdSynnexPartnerApiTest } from './partner';
import { runPoll } from './run-poll';
import { onlyLooking, readCommon, readerOf, readScopeChoice } from './settings';
import { properties } from './StatusPoll.description';

/**
 * Shipments, tracking, invoices and receipts of TD SYNNEX orders, recorded in Autotask and emitted
 * once.
 */
export class StatusPoll implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TD SYNNEX Status Poll',
		name: 'statusPoll',
		icon: { light: 'file:statusPoll.svg', dark: 'file:statusPoll.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] === "get" ? "get status: " : $parameter["dryRun"] ? "dry run: " : "") + { open: "open orders", days: "last days", given: "these purchase orders" }[$parameter["scope"]] }}',
		description:
			'Get the status of orders from TD SYNNEX, record it in Autotask, and report each change once',
		defaults: { name: 'TD SYNNEX Status Poll' },
		usableAsTool: true,
		inputs: ONE_WAY,
		outputs: TWO_WAYS,
		outputNames: ['Changes', 'Summary'],
		credentials: [
			{
				name: 'autotaskPsaApi',
				displayName: 'Autotask API',
				required: true,
				testedBy: 'autotaskPsaApiTest',
			},
			{
				name: 'tdSynnexEcApi',
				displayName: 'TD SYNNEX EC API',
				required: true,
				testedBy: 'tdSynnexEcApiTest',
			},
			{
				name: 'tdSynnexPartnerApi',
				displayName: 'TD SYNNEX Partner API (Optional)',
				required: false,
				testedBy: 'tdSynnexPartnerApiTest',
			},
		],
		properties,
	};

	methods = {
		credentialTest: { autotaskPsaApiTest, tdSynnexEcApiTest, tdSynnexPartnerApiTest },
		listSearch: { searchVendors },
		loadOptions: { getStatuses },
	};

	/**
	 * Runs once, whatever the number of input items: only the purchase order numbers are read from
	 * each.
	 */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, SHAPE, async () => {
			const { scope, itemOf, refused } = readScopeChoice(this);
			const choices = readCommon(readerOf(this), scope);
			choices.settings.dryRun = this.getNodeParameter('dryRun', 0, true) as boolean;
			const looks = this.getNodeParameter('operation', 0) === 'get';
			const report = await runPoll(this, looks ? onlyLooking(choices) : choices);
			this.addExecutionHints(...hintsFor(report));
			return [
				report.changes.map((change) => ({
					json: { ...change } as unknown as IDataObject,
					pairedItem: { item: itemOf.get(change.purchaseOrderNumber) ?? 0 },
				})),
				[
					{ json: { ...report.summary } as unknown as IDataObject, pairedItem: { item: 0 } },
					...refused.map(({ index, problem }) => failedItem(this, problem, index)),
				],
			];
		});
	}
}

const SHAPE: NodeShape = {
	failureOutput: 'second',
	badness: ({ kind, problem, failed }) => (kind === 'needsAttention' || problem || failed ? 1 : 0),
};

/** How many problems one hint names. */
const NAMED = 3;

function hintsFor({ summary }: StatusReport): NodeExecutionHint[] {
	const hints: NodeExecutionHint[] = [
		{ message: summary.message, type: 'info', location: 'outputPane' },
	];
	const bad = summary.activity.filter(
		({ entity, outcome }) => entity !== 'Run' && ['failed', 'warning'].includes(outcome),
	);
	if (bad.length > 0)
		hints.push({
			message: bad
				.slice(0, NAMED)
				.map(({ key, cause, remedy }) => `${key}: ${cause}. ${remedy}`.trim())
				.join(' / '),
			type: 'warning',
			location: 'outputPane',
		});
	return hints;
}
