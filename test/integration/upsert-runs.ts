import type { INode } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox';
import { baseNodes, type Download } from './base-nodes';
import { chain, type Engine, node, type RunOfTest, startEngine } from './core';
import { itemSource } from './item-source';

/** What the FTP stand-in gives where a test downloads nothing. */
const NOTHING: Download = { fileName: '', open: () => Buffer.alloc(0) };

export interface UpsertRuns {
	engine: Engine;
	/**
	 * Runs Product Upsert on items, filled in as its page says, with every item in the output.
	 * @param change parameters, credential fields and node settings that differ
	 */
	run(
		items: object[],
		change?: { parameters?: object; login?: object; node?: Partial<INode> },
	): RunOfTest;
}

/** The built Product Upsert in n8n's own engine, against an Autotask twin that may be started later. */
export async function startUpsertRuns(
	sandbox: () => Sandbox,
	download: Download = NOTHING,
): Promise<UpsertRuns> {
	let given: Record<string, unknown>[] = [];
	const engine = await startEngine({
		...baseNodes(() => download),
		'test.items': itemSource(() => given),
	});
	const chosen = (entity: string, field: string, text: RegExp) => {
		const records = sandbox().autotask.admin.records(entity);
		const found = records.find((record) => text.test(String(record[field])));
		return { __rl: true, mode: 'id', value: String(found?.id) };
	};
	return {
		engine,
		run(items, { parameters, login, node: setting } = {}) {
			given = items as Record<string, unknown>[];
			return engine.run(
				chain(
					node('Manual', 'n8n-nodes-base.manualTrigger'),
					node('Items', 'test.items'),
					node('Upsert', 'n8n-nodes-tdsynnex-autotask.productUpsert', {
						parameters: {
							vendor: chosen('Companies', 'companyName', /synnex/i),
							billingCode: chosen('BillingCodes', 'description', /^Hardware \(material\)/),
							dryRun: false,
							output: 'every',
							...parameters,
						},
						credentials: { autotaskPsaApi: { id: '1', name: 'Autotask' } },
						...setting,
					}),
				),
				{
					autotaskPsaApi: {
						...sandbox().addresses.autotask,
						impersonationResourceId: '',
						...login,
					},
				},
			);
		},
	};
}

/** Products that no Autotask has, with SKUs from 70000001 on. */
export function newProducts(count: number) {
	return Array.from({ length: count }, (_, at) => ({
		sku: String(70_000_001 + at),
		name: `Product ${at}`,
		mpn: `MPN-${at}`,
		cost: '5.00',
		currency: 'USD',
	}));
}
