import { pluralize } from '../../../shared/pluralize';
import { passwordAge } from '../../../tdsynnex/password-age';
import { businessDaysSince } from '../../../tdsynnex/price-file/file-checks';
import type { Evidence, PriceFileSeen, PriceSeen, TdSynnexEvidence } from '../../evidence';
import type { ProbeResult, CheckVerdict } from '../../types';
import { failed, onAnswer, passed, untested, warned } from '../../verdict';

export const NO_CREDENTIAL = 'No TD SYNNEX EC API credential is selected in this node';
/** A refused login, and a credential that cannot be used at all. */
const LOGIN_REFUSED =
	/^tdsynnex-(login-refused|credential-\w+|foreign-host|no-place-to-sign|host)$/;

/** The TD SYNNEX side, from three harmless look-ups and the price file that was handed in. */
export function tdSynnexVerdicts({ tdSynnex, now }: Evidence): Record<string, CheckVerdict> {
	const priceFile = fileVerdict(tdSynnex.priceFile, now);
	if (!tdSynnex.inUse) {
		const none = untested(NO_CREDENTIAL);
		return {
			'td-synnex.allow-list': none,
			'td-synnex.login': none,
			'td-synnex.read-only-login': none,
			'td-synnex.password-age': none,
			'td-synnex.auto-fill': AUTO_FILL,
			'td-synnex.price': none,
			'td-synnex.order-status': none,
			'td-synnex.invoices': none,
			'td-synnex.price-file': priceFile,
		};
	}
	const reads = [tdSynnex.price, tdSynnex.orderStatus];
	const lookUps = [...reads, tdSynnex.invoices];
	const { hasReadOnlyUser } = tdSynnex;
	const login = loginVerdict(tdSynnex, hasReadOnlyUser ? [tdSynnex.invoices] : lookUps);
	// who asks for both is the same user: one refusal is reported once
	const unlessRefused = (verdict: CheckVerdict) =>
		login.status === 'fail' && !hasReadOnlyUser ? BEHIND_LOGIN : verdict;
	return {
		'td-synnex.allow-list': addressVerdict(lookUps, tdSynnex.environment),
		'td-synnex.login': login,
		'td-synnex.read-only-login': hasReadOnlyUser ? loginVerdict(tdSynnex, reads) : NO_READ_ONLY,
		'td-synnex.password-age': passwordVerdict(tdSynnex.passwordSetOn, now),
		'td-synnex.auto-fill': AUTO_FILL,
		'td-synnex.price': unlessRefused(lookUp(tdSynnex.price, price)),
		'td-synnex.order-status': unlessRefused(lookUp(tdSynnex.orderStatus, orderStatus)),
		'td-synnex.invoices': lookUp(tdSynnex.invoices, (count) =>
			passed('answers', `${count === 0 ? 'No invoice' : `${count} invoices`} for a made-up number`),
		),
		'td-synnex.price-file': priceFile,
	};
}

const BEHIND_LOGIN = untested('Depends on "User id and password", which failed');

const NO_READ_ONLY = untested(
	'The TD SYNNEX EC API credential has no read-only user: when the ordering password expires, prices and order states stop working too',
);

/** No service says so. */
const AUTO_FILL = untested(
	'No service of TD SYNNEX reports this. If all orders are held without a reason, there is no profile. Held orders are active: do not order them again',
);

/**
 * An answer shows that this call was let in, and TD SYNNEX asks for registration for orders, of
 * which the check places none.
 */
function addressVerdict(lookUps: ProbeResult<unknown>[], environment: string): CheckVerdict {
	const verdict = accessVerdict(lookUps, /^tdsynnex-address-refused$/, 'not on the list', {
		found: '',
		evidence: `Calls from this address are answered on the ${environment} host, which does not prove that production accepts an order from it: ask TD SYNNEX whether it is registered`,
	});
	return verdict.status === 'pass' ? untested(verdict.evidence) : verdict;
}

function loginVerdict(
	{ price, orderStatus, environment }: TdSynnexEvidence,
	lookUps: ProbeResult<unknown>[],
): CheckVerdict {
	const verdict = accessVerdict(lookUps, LOGIN_REFUSED, 'refused', {
		found: `accepted (${environment})`,
		evidence: `The ${environment} host answered with this login`,
	});
	const priceAlone =
		lookUps.includes(price) &&
		price.state === 'refused' &&
		price.code === 'tdsynnex-login-refused' &&
		orderStatus.state === 'found';
	return priceAlone ? { ...verdict, remedy: SHORTER_PASSWORD } : verdict;
}

const SHORTER_PASSWORD =
	'Prices refuse a login that order states accept. TD SYNNEX documents 20 characters for user ID and password there, and 40 for orders. Use a password of at most 20 characters, or a shorter user ID.';

function passwordVerdict(setOn: string, now: number): CheckVerdict {
	const age = passwordAge(setOn, now);
	if (age === null)
		return untested(
			'Password Set On in the TD SYNNEX EC API credential is empty, so nobody is warned before the password expires',
		);
	const evidence = `Set on ${setOn}. It expires on ${age.expires}, if the user is allowed to order`;
	if (age.daysLeft < 0) return warned('over three months old', evidence);
	return age.isDue
		? warned(`${pluralize(age.daysLeft, 'day')} left`, evidence)
		: passed(`${pluralize(age.daysLeft, 'day')} left`, evidence);
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
		? passed('not found', 'The expected answer for a made-up number')
		: warned(code, `A made-up order number was answered "${code}" and not "notFound"`);
}

function fileVerdict(finding: ProbeResult<PriceFileSeen>, now: number): CheckVerdict {
	if (finding.state === 'refused') return failed('no use', finding.cause, finding.remedy);
	return onAnswer(finding, (file) => age(file, now));
}

function age({ fileName, date, kind, rows }: PriceFileSeen, now: number): CheckVerdict {
	const file = `${fileName} (${kind}, ${pluralize(rows, 'row')})`;
	if (date === null) return warned('no date', `${file} has no readable date in its header`);
	const days = businessDaysSince(date, now);
	const evidence = `${file} is of ${date}. No file is written on weekends`;
	if (days <= 1) return passed(days === 0 ? 'today' : 'the last business day', evidence);
	const found = `${days} business days old`;
	// a holiday makes one day more, and the next night's file ends it
	return days <= 3 ? warned(found, evidence) : failed(found, evidence);
}
