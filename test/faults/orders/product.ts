/**
 * The package under test: the only file of the order faults that knows where its parts lie.
 */
import { createAutotask } from '../../../lib/autotask';
import type { Clock } from '../../../lib/shared/clock';
import type { Send } from '../../../lib/shared/http';
import { DEFAULT_OPTIONS } from '../../../lib/orders/request/options';
import { retryingReads } from '../../../lib/autotask/records/retrying-reads';
import type { OrderPorts } from '../../../lib/orders/ports';
import { type OrderJob, reconcileOrders, submitOrders } from '../../../lib/orders/submit/batch';
import { DEFAULT_SETTINGS } from '../../../lib/orders/settings';
import { emptyMemory } from '../../../lib/order-status/select/schedule';
import { pollStatus } from '../../../lib/order-status/poll';
import { DEFAULT_STATUS_SETTINGS, DEFAULT_WRITES } from '../../../lib/order-status/settings';
import { createSources } from '../../../lib/order-status/fetch/status-gateway';
import { createTdSynnex } from '../../../lib/orders/submit/order-gateway';
import type { Account } from '../../../lib/orders/types';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';

export { NoAnswer, type Send, type WireRequest, type WireResponse } from '../../../lib/shared/http';

/** What a run said about one purchase order, as far as a person reads it. */
export interface Said {
	poId: string;
	state: string;
	sent: boolean;
	problem: { code: string; cause: string; remedy: string } | null;
	warnings: string[];
	findings: { cause: string; remedy: string }[];
	steps: unknown;
}

/** How one n8n is set up, and what it is to do. */
export interface Setup {
	operation: 'submit' | 'reconcile' | 'poll';
	poIds: number[];
	/** Empty = the purchase orders are named; else all that are ready and hold this word. */
	memoMark: string;
	settle: number;
	pattern: string;
	afterWindow: 'review' | 'sendAgain';
	capPerOrder: string;
	approvalAbove: string;
	vendorId: number;
}

/** The ground that a process stands on. */
export interface Ground {
	clock: Clock;
	/** To Autotask; the login is not part of the play. */
	autotask: Send;
	zoneDiscoveryUrl: string;
	/** To TD SYNNEX, yet unsigned. */
	tdSynnex: Send;
	token: () => string;
	/** n8n has cancelled the execution. */
	cancelled: () => boolean;
	login: { userId: string; password: string; customerNumber: string; ecUrl: string };
}

/** One run of a node; what it throws is thrown. */
export async function runProduct(ground: Ground, setup: Setup): Promise<Said[]> {
	const { clock, login } = ground;
	const account: Account = {
		environment: 'custom',
		host: 'tdsynnex.test',
		customerNumber: login.customerNumber,
		country: 'US',
		currency: 'USD',
	};
	const signed: Send = (request) =>
		ground.tdSynnex({
			...request,
			body: sign(request.body ?? '', request.url, login, {
				customerNumber: login.customerNumber,
				country: 'US',
				environment: 'custom',
				ecUrl: login.ecUrl,
				invoiceUrl: login.ecUrl,
			}),
		});
	const client = createAutotask({
		send: ground.autotask,
		clock,
		userName: 'api',
		zoneDiscoveryUrl: ground.zoneDiscoveryUrl,
		unbudgeted: true,
		attempts: 1,
	});
	const autotask = retryingReads(client, clock);
	if (setup.operation === 'poll') {
		await pollStatus(
			{
				autotask,
				sources: createSources({
					send: signed,
					clock,
					customerNumber: login.customerNumber,
					ecUrl: login.ecUrl,
					invoiceUrl: login.ecUrl,
				}),
				clock,
				token: ground.token,
				memory: emptyMemory(),
			},
			{
				...DEFAULT_STATUS_SETTINGS,
				scope: { kind: 'open' },
				vendorId: String(setup.vendorId),
				pace: { mode: 'always', callsPerHour: 1000 },
				write: { ...DEFAULT_WRITES, itemMemo: true },
			},
			account,
			{ run: '', workflow: '', step: '', environment: 'custom', dryRun: false, webUrl: '' },
		);
		return [];
	}
	const ports: OrderPorts = {
		autotask,
		tdSynnex: createTdSynnex({ send: signed, clock, account, ecUrl: login.ecUrl }),
		clock,
		token: ground.token,
	};
	const work = setup.operation === 'submit' ? submitOrders : reconcileOrders;
	return await work(ports, jobFor(setup, account, ground.cancelled));
}

function jobFor(setup: Setup, account: Account, cancelled: () => boolean): OrderJob {
	const { vendorId, memoMark, poIds } = setup;
	const selection: OrderJob['selection'] =
		memoMark === ''
			? { by: 'name', ids: poIds.map(String), numbers: [] }
			: { by: 'ready', vendorId: String(vendorId), status: 'New', memoMark };
	return {
		selection:
			setup.operation === 'reconcile' && memoMark !== ''
				? { by: 'open', vendorId: String(vendorId) }
				: selection,
		source: { vendorId: String(vendorId), skuPattern: 'TDS-{sku}', minimumField: '' },
		amount: { from: '', to: '' },
		cancelled,
		terms: async () => ({
			account,
			settings: {
				...DEFAULT_SETTINGS,
				orderNumberField: 'externalPONumber',
				afterWindow: setup.afterWindow,
				poNumber: { ...DEFAULT_SETTINGS.poNumber, pattern: setup.pattern },
				timing: { ...DEFAULT_SETTINGS.timing, settle: setup.settle },
				rules: {
					...DEFAULT_SETTINGS.rules,
					vendorId: String(vendorId),
					readyStatus: 'New',
					capPerOrder: setup.capPerOrder,
					capPerRun: '',
					capPerDay: '',
					approvalAbove: setup.approvalAbove,
				},
			},
			defaults: DEFAULT_OPTIONS,
			texts: () => [],
		}),
	};
}
