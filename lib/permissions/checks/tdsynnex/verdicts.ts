import { many } from '../../../shared/pluralize';
import type { Evidence, PriceFileSeen, PriceSeen } from '../../evidence';
import type { Finding, Verdict } from '../../types';
import { fail, onAnswer, pass, untested, warn } from '../../verdict';

export const NO_CREDENTIAL = 'No TD SYNNEX EC API credential is chosen in this node';
/** A refused login, and a credential that cannot be used at all. */
const LOGIN_REFUSED =
	/^tdsynnex-(login-refused|credential-\w+|foreign-host|no-place-to-sign|host)$/;
const DAY_MS = 24 * 60 * 60_000;

/** The TD SYNNEX side, from three harmless look-ups and the price file that was handed in. */
export function tdSynnexVerdicts({ tdSynnex, now }: Evidence): Record<string, Verdict> {
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
	const asked = [tdSynnex.price, tdSynnex.orderStatus, tdSynnex.invoices];
	return {
		'td-synnex.allow-list': gate(asked, /^tdsynnex-address-refused$/, 'not on the list', {
			found: 'accepted',
			evidence: `Calls from this address are answered on the ${tdSynnex.environment} host`,
		}),
		'td-synnex.login': gate(asked, LOGIN_REFUSED, 'refused', {
			found: `accepted (${tdSynnex.environment})`,
			evidence: `The ${tdSynnex.environment} host answered with this login`,
		}),
		'td-synnex.price': lookUp(tdSynnex.price, price),
		'td-synnex.order-status': lookUp(tdSynnex.orderStatus, orderStatus),
		'td-synnex.invoices': lookUp(tdSynnex.invoices, (count) =>
			pass('answers', `${count === 0 ? 'No invoice' : `${count} invoices`} for a made-up number`),
		),
		'td-synnex.price-file': priceFile,
	};
}

/** Fails on that refusal; holds as soon as any look-up was answered. */
function gate(
	asked: Finding<unknown>[],
	code: RegExp,
	found: string,
	good: { found: string; evidence: string },
): Verdict {
	const refused = asked.find((one) => one.state === 'refused' && code.test(one.code));
	if (refused?.state === 'refused') return fail(found, refused.cause, refused.remedy);
	// an answer that complains of the values sent has let the caller in
	const answered = asked.some(
		(one) => one.state === 'found' || (one.state === 'refused' && one.code === 'tdsynnex-refused'),
	);
	return answered ? pass(good.found, good.evidence) : untested('No look-up was answered');
}

function lookUp<T>(finding: Finding<T>, judge: (value: T) => Verdict): Verdict {
	if (finding.state === 'refused' && finding.code === 'tdsynnex-refused')
		return fail('refused', finding.cause);
	return onAnswer(finding, judge);
}

function price({ sku, status, cost, currency }: PriceSeen): Verdict {
	if (status === 'active' && cost !== null)
		return pass(`${cost} ${currency}`, `SKU ${sku} is active and has a price`);
	return warn(status, `SKU ${sku}: ${status}${cost === null ? ', no price' : ''}`);
}

function orderStatus(code: string): Verdict {
	return /^not\s?found$/i.test(code)
		? pass('not found', 'The answer for a made-up number, as it should be')
		: warn(code, `A made-up order number was answered "${code}" and not "notFound"`);
}

function fileVerdict(finding: Finding<PriceFileSeen>, now: number): Verdict {
	if (finding.state === 'refused') return fail('no use', finding.cause, finding.remedy);
	return onAnswer(finding, (file) => age(file, now));
}

function age({ fileName, date, kind, rows }: PriceFileSeen, now: number): Verdict {
	const file = `${fileName} (${kind}, ${many(rows, 'row')})`;
	if (date === null) return warn('no date', `${file} states no readable date in its header`);
	const days = Math.floor((now - Date.parse(date)) / DAY_MS);
	const evidence = `${file} is of ${date}`;
	if (days <= 1) return pass(days <= 0 ? 'today' : 'yesterday', evidence);
	return days <= 3 ? warn(`${days} days old`, evidence) : fail(`${days} days old`, evidence);
}
