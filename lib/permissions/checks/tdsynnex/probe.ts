import type { Clock } from '../../../shared/clock';
import type { Send } from '../../../shared/http';
import { type AccountSettings, hostsOf } from '../../../tdsynnex/hosts';
import { ask } from '../../ask';
import type { TdSynnexEvidence } from '../../evidence';
import { type Finding, notAsked } from '../../types';
import { tdSynnexOrders, watch, type Watched } from '../../http-recorder';
import { lookUpInvoices, lookUpOrder, lookUpPrice } from '../../probes/look-ups';

/** Four calls are made; a shaky line may make some of them twice. */
const MOST_CALLS = 10;
/** No reseller uses it: TD SYNNEX must answer "not found". */
export const NO_SUCH_ORDER = 'PERMISSION-CHECK-0';

type Seen = Omit<TdSynnexEvidence, 'priceFile'>;

export const NOT_IN_USE: Seen = {
	inUse: false,
	environment: '',
	seenEc: [],
	seenInvoice: [],
	price: notAsked('No credential'),
	orderStatus: notAsked('No credential'),
	invoices: notAsked('No credential'),
};

/** Three look-ups with one login; a refused login is not tried on the next service. */
export async function probeTdSynnex(
	{ send, account, clock }: { send: Send; account: AccountSettings; clock: Clock },
	sku: string,
): Promise<Seen> {
	const fence = {
		maxCalls: MOST_CALLS,
		refuses: (request: Parameters<Send>[0]) =>
			tdSynnexOrders(request) ? 'the check places no order' : null,
	};
	const ec = watch(send, clock, fence);
	const invoice = watch(send, clock, fence);
	const on = (watched: Watched) => ({ send: watched.send, account, clock });
	const hosts = await ask(ec, async () => hostsOf(account));
	if (hosts.state !== 'found') return { ...NOT_IN_USE, inUse: true, orderStatus: hosts };
	const orderStatus = await ask(ec, () => lookUpOrder(on(ec), NO_SUCH_ORDER));
	const price = sku
		? await ask(unlessRefused(ec, orderStatus), () => lookUpPrice(on(ec), sku))
		: notAsked('No SKU is known: Autotask holds no TD SYNNEX product, and Test SKU is empty');
	const invoices = await ask(unlessRefused(invoice, orderStatus, price), () =>
		lookUpInvoices(on(invoice), NO_SUCH_ORDER),
	);
	return {
		inUse: true,
		environment: hosts.value.name,
		seenEc: ec.seen,
		seenInvoice: invoice.seen,
		price,
		orderStatus,
		invoices,
	};
}

/** One wrong login is enough. */
function unlessRefused(watched: Watched, ...earlier: Finding<unknown>[]) {
	const refused = earlier.some(
		(one) =>
			one.state === 'refused' && /^tdsynnex-(login|address|credential|host|foreign)/.test(one.code),
	);
	return { stopped: () => (refused ? 'TD SYNNEX refused the login' : watched.stopped()) };
}
