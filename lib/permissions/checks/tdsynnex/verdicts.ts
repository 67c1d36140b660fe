import { pluralize } from '../../../shared/pluralize';
import type { Evidence, PriceFileSeen, PriceSeen } from '../../evidence';
import type { ProbeResult, CheckVerdict } from '../../types';
import { failed, onAnswer, passed, untested, warned } from '../../verdict';

export const NO_CREDENTIAL = 'No TD SYNNEX EC API credential is chosen in this node';
/** A refused login, and a credential that cannot be used at all. */
const LOGIN_REFUSED =
	/^tdsynnex-(login-refused|credential-\w+|foreign-host|no-place-to-sign|host)$/;
const DAY_MS = 24 * 60 * 60_000;

/** The TD SYNNEX side, from three harmless look-ups and the price file that was handed in. */
export function tdSynnexVerdicts({ tdSynnex, now }: Evidence): Record<string, CheckVerdict> {
	const priceFile = fileVerdict(tdSynnex.priceFile, now);
	if (!tdSynnex.inUse) {
		const none = untested(NO_CREDENTIAL);
		return {
			'td-synnex.allow-list': none,
			'td-synnex.login': none,
			'td-synnex.price': none,
			'td-synnex.order-status': none,
			'td-synnex.invoices': none,
			'td-synnex.price-file': priceFile,
		};
	}
	const lookUps = [tdSynnex.price, tdSynnex.orderStatus, tdSynnex.invoices];
	return {
		'td-synnex.allow-list': accessVerdict(
			lookUps,
			/^tdsynnex-address-refused$/,
			'not on the list',
			{
				found: 'accepted',
				evidence: `Calls from this address are answered on the ${tdSynnex.environment} host`,
			},
		),
		'td-synnex.login': accessVerdict(lookUps, LOGIN_REFUSED, 'refused', {
			found: `accepted (${tdSynnex.environment})`,
			evidence: `The ${tdSynnex.environment} host answered with this login`,
		}),
		'td-synnex.price': lookUp(tdSynnex.price, price),
		'td-synnex.order-status': lookUp(tdSynnex.orderStatus, orderStatus),
		'td-synnex.invoices': lookUp(tdSynnex.invoices, (count) =>
			passed('answers', `${count === 0 ? 'No invoice' : `${count} invoices`} for a made-up number`),
		),
		'td-synnex.price-file': priceFile,
	};
}

/** Fails on that refusal; holds as soon as any look-up was answered. */
function accessVerdict(
	lookUps: ProbeResult<unknown>[],
	code: RegExp,
	found: string,
	good: { found: string; evidence: string },
): CheckVerdict {
	const refused = lookUps.find((one) => one.state === 'refused' && code.test(one.code));
	if (refused?.state === 'refused') return failed(found, refused.cause, refused.remedy);
	// an answer that complains of the values sent has let the caller in
	const answered = lookUps.some(
		(one) => one.state === 'found' || (one.state === 'refused' && one.code === 'tdsynnex-refused'),
	);
	return answered ? passed(good.found, good.evidence) : untested('No look-up was answered');
}

function lookUp<T>(finding: ProbeResult<T>, verdictOf: (value: T) => CheckVerdict): CheckVerdict {
	if (finding.state === 'refused' && finding.code === 'tdsynnex-refused')
		return failed('refused', finding.cause);
	return onAnswer(finding, verdictOf);
}

function price({ sku, status, cost, currency }: PriceSeen): CheckVerdict {
	if (status === 'active' && cost !== null)
		return passed(`${cost} ${currency}`, `SKU ${sku} is active and has a price`);
	return warned(status, `SKU ${sku}: ${status}${cost === null ? ', no price' : ''}`);
}

function orderStatus(code: string): CheckVerdict {
	return /^not\s?found$/i.test(code)
		? passed('not found', 'The answer for a made-up number, as it should be')
		: warned(code, `A made-up order number was answered "${code}" and not "notFound"`);
}

function fileVerdict(finding: ProbeResult<PriceFileSeen>, now: number): CheckVerdict {
	if (finding.state === 'refused') return failed('no use', finding.cause, finding.remedy);
	return onAnswer(finding, (file) => age(file, now));
}

function age({ fileName, date, kind, rows }: PriceFileSeen, now: number): CheckVerdict {
	const file = `${fileName} (${kind}, ${pluralize(rows, 'row')})`;
	if (date === null) return warned('no date', `${file} states no readable date in its header`);
	const days = Math.floor((now - Date.parse(date)) / DAY_MS);
	const evidence = `${file} is of ${date}`;
	if (days <= 1) return passed(days <= 0 ? 'today' : 'yesterday', evidence);
	return days <= 3 ? warned(`${days} days old`, evidence) : failed(`${days} days old`, evidence);
}
