import { type NoAnswer, type NoAnswerKind, proxyDown } from '../../shared/http';
import type { Problem } from '../../shared/problem';
import type { Call } from './call';
import type { Failure } from './retry-policy';
import { problemAbout } from './error-messages';
import type { Cause } from './refusal-rule';

/**
 * What the absence of an answer means: certainly not carried out only when the call never arrived.
 */
export function absenceOf(noAnswer: NoAnswer, call: Call): Failure {
	const cause = { ...ABSENT[noAnswer.kind](noAnswer), ...proxyDown(noAnswer) };
	return {
		problem: problemAbout(cause, call),
		passing: cause.passing ?? false,
		untouched: !noAnswer.reached,
	};
}

/** The run was canceled before the call was sent. */
export function cancelled(call: Call): Problem {
	return problemAbout(CANCELLED, call);
}

const CANCELLED: Cause = {
	code: 'autotask-cancelled',
	reach: 'pause',
	cause: 'The run was canceled',
	remedy: 'Run again when you are ready. What is done stays done.',
};

const ABSENT: Record<NoAnswerKind, (noAnswer: NoAnswer) => Cause> = {
	lookup: ({ host }) => ({
		code: 'autotask-host-unknown',
		reach: 'run',
		cause: `The host ${host} is not known`,
		remedy:
			'Check the zone discovery URL in the Autotask API credential, and the DNS settings of the machine that n8n runs on.',
		passing: true,
	}),
	refused: ({ host }) => ({
		code: 'autotask-connection-refused',
		cause: `${host} refused the connection`,
		remedy:
			'Check the zone discovery URL in the Autotask API credential, and that the firewall allows n8n to connect to it.',
		passing: true,
	}),
	certificate: ({ host, detail }) => ({
		code: 'autotask-certificate',
		reach: 'run',
		cause: `The certificate of ${host} was not accepted: ${CERTIFICATE[detail] ?? detail}`,
		remedy:
			'Check the zone discovery URL and the clock of the machine that n8n runs on. If a proxy inspects TLS, give n8n its certificate.',
	}),
	timeout: ({ host }) => ({
		code: 'autotask-timeout',
		cause: `${host} did not answer in time`,
		remedy: 'Run again in a few minutes.',
		passing: true,
	}),
	reset: ({ host }) => ({
		code: 'autotask-connection-lost',
		cause: `${host} closed the connection before it answered`,
		remedy: 'Run again in a few minutes.',
		passing: true,
	}),
	cancelled: () => CANCELLED,
	other: ({ host, detail }) => ({
		code: 'autotask-unreachable',
		cause: `${host} could not be reached: ${detail}`,
		remedy: 'Check the zone discovery URL in the Autotask API credential and the network of n8n.',
		passing: true,
	}),
};

const CERTIFICATE: Record<string, string> = {
	CERT_HAS_EXPIRED: 'it has expired',
	CERT_NOT_YET_VALID: 'it is not valid yet',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its chain contains a self-signed certificate',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not known',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not known',
	ERR_TLS_CERT_ALTNAME_INVALID: 'it belongs to a different host',
};
