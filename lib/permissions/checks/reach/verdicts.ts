import type { NoAnswerKind } from '../../../shared/http';
import { pluralize } from '../../../shared/pluralize';
import { SERVICES, type Service } from '../../check-ids';
import type { CheckVerdict } from '../../types';
import type { RecordedCall } from '../../http-recorder';
import { failed, passed, untested, warned } from '../../verdict';

/** Node refuses older protocols by itself, so an encrypted answer is proof enough. */
const TLS_SHOWN = 'answered with encryption; n8n accepts nothing older than TLS 1.2';
const SLOW_MS = 2000;
const VERY_SLOW_MS = 10_000;
const CLOCK_WARN_MS = 2 * 60_000;
const CLOCK_FAIL_MS = 10 * 60_000;

/**
 * The six reach verdicts of one service, from the calls to it. Only what the HTTP helper shows is
 * judged.
 *
 * @param trouble what the service's first answers were, where none of them was of use; else empty
 * @param why why no call was made, where none was
 */
export function reachVerdicts(
	service: Service,
	seen: RecordedCall[],
	{ trouble, why }: { trouble: string; why: string },
): Record<string, CheckVerdict> {
	const id = (part: string) => `reach.${service}.${part}`;
	// a call that the credential refused to sign never left
	if (!seen.some(({ answer, noAnswer }) => answer ?? noAnswer))
		return Object.fromEntries(PARTS.map((part) => [id(part), untested(why)]));
	const lost = lostHost(seen);
	const verdicts = lost ? lostVerdicts(lost) : answeredVerdicts(SERVICES[service], seen, trouble);
	return Object.fromEntries(Object.entries(verdicts).map(([part, verdict]) => [id(part), verdict]));
}

const PARTS = ['name', 'connection', 'tls', 'gateway', 'speed', 'clock'] as const;
type Part = (typeof PARTS)[number];

/**
 * The last call to a host that never answered; single losses elsewhere count as unsteadiness.
 */
function lostHost(seen: RecordedCall[]): RecordedCall | undefined {
	return seen.findLast(
		({ host, noAnswer }) => noAnswer && !seen.some((other) => other.host === host && other.answer),
	);
}

/**
 * How far the road went: everything before the break holds, everything behind it is left to
 * "needs".
 */
function lostVerdicts(call: RecordedCall): Partial<Record<Part, CheckVerdict>> {
	const { kind, detail, proxy } = call.noAnswer ?? {
		kind: 'other' as const,
		detail: '',
		proxy: '',
	};
	const ok = (evidence: string): CheckVerdict => passed('yes', evidence);
	if (proxy !== '')
		return {
			gateway: failed(
				'no proxy',
				`the proxy ${proxy} that n8n is set to use does not answer (${detail})`,
			),
		};
	if (kind === 'lookup')
		return { name: failed('unknown name', `${call.host} is not known (${detail})`) };
	const name = ok(`${call.host} is known`);
	if (kind === 'certificate' || /EPROTO|SSL|TLS/i.test(detail))
		return {
			name,
			connection: ok(`${call.host} takes the connection`),
			tls: failed(
				kind === 'certificate' ? 'certificate not accepted' : 'no common TLS version',
				`${call.host}: ${detail}`,
			),
		};
	return { name, connection: failed(...CONNECTION[kind](call, detail)) };
}

type Lost = [found: string, evidence: string, remedy?: string];
const FIREWALL = 'in the firewall and on the machine that runs n8n';
const dropped = ({ host, ms }: RecordedCall, detail: string): Lost => [
	'timed out',
	`${host} gave no answer in ${seconds(ms)} (${detail})`,
	`Allow n8n to connect to the host on port 443 ${FIREWALL}. A firewall that drops packets has the same effect. If the port is open, try again later.`,
];
const CONNECTION: Record<
	Exclude<NoAnswerKind, 'lookup' | 'certificate'>,
	(call: RecordedCall, detail: string) => Lost
> = {
	refused: ({ host }, detail) => [
		'refused',
		`${host} refused the connection (${detail})`,
		`Check the address in the credential, and open the port to the host ${FIREWALL}.`,
	],
	timeout: dropped,
	reset: ({ host }, detail) => [
		'reset',
		`${host} closed the connection (${detail})`,
		`Check whether there is a firewall or proxy with TLS inspection ${FIREWALL}, and exempt the host. If there is none, try again later.`,
	],
	other: ({ host }, detail) => ['no connection', `${host}: ${detail}`],
	cancelled: () => ['cancelled', 'the run was canceled'],
};

function answeredVerdicts(
	name: string,
	seen: RecordedCall[],
	trouble: string,
): Partial<Record<Part, CheckVerdict>> {
	const answered = seen.filter(({ answer }) => answer);
	const first = answered[0] as RecordedCall;
	return {
		name: passed('yes', `${first.host} is known`),
		connection: passed('yes', `${first.host} answered`),
		tls: first.encrypted
			? passed('TLS', `${first.host} ${TLS_SHOWN}`)
			: {
					...untested(`${first.host} is called without encryption, as in a sandbox`),
					found: 'http',
				},
		gateway: gateway(name, answered, trouble),
		speed: speed(answered),
		clock: clock(first),
	};
}

function gateway(name: string, answered: RecordedCall[], trouble: string): CheckVerdict {
	const foreign = answered.filter(
		({ answer }) => answer && (answer.status === 407 || answer.isHtml),
	);
	const status = foreign[0]?.answer?.status;
	const found = status === 407 ? 'a proxy that requires a login' : 'a web page';
	const shown = `${foreign.length} of ${pluralize(answered.length, 'answer')} of the ${name} came from something in between (${found}, HTTP ${status})`;
	if (foreign.length > 0)
		return foreign.length === answered.length ? failed(found, shown) : warned(found, shown);
	if (trouble) return failed('no useful answer', trouble, TRY_AGAIN);
	const via = answered.some(({ answer }) => answer?.via);
	return passed(
		via
			? 'a proxy that lets everything through'
			: 'direct, or through a proxy that leaves no trace',
		"The answers are the service's own",
	);
}

const TRY_AGAIN =
	'Run the check again in a few minutes. If the problem persists, check the status page of the service, and check for a proxy in between.';

function speed(answered: RecordedCall[]): CheckVerdict {
	const ms = median(answered.map((call) => call.ms));
	const evidence = `${Math.round(ms)} ms for the median of ${pluralize(answered.length, 'call')}. The HTTP helper measures whole (small) answers, not their first byte`;
	if (ms < SLOW_MS) return passed(seconds(ms), evidence);
	return ms < VERY_SLOW_MS ? warned(seconds(ms), evidence) : failed(seconds(ms), evidence);
}

function clock({ answer, at }: RecordedCall): CheckVerdict {
	if (answer?.date == null) return untested('The answer carries no Date header');
	const skew = Math.abs(at - answer.date);
	const evidence = `n8n's clock differs by ${seconds(skew)} from the service's Date header (which counts whole seconds)`;
	if (skew < CLOCK_WARN_MS) return passed(seconds(skew), evidence);
	return skew < CLOCK_FAIL_MS ? warned(seconds(skew), evidence) : failed(seconds(skew), evidence);
}

export function median(numbers: number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function seconds(ms: number): string {
	if (ms < 1000) return `${Math.round(ms)} ms`;
	return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}
