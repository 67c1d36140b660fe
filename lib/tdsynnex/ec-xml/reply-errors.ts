import { type NoAnswer, type NoAnswerKind, proxyDown, type WireResponse } from '../../shared/http';
import { Problem, type Reach } from '../../shared/problem';
import { parseXml, textAt, type XmlElement, XmlError, snippet } from './xml';

/** What the reply was for, in the words of the messages. */
export interface ReplyOf {
	/** Such as `price and availability`, `purchase order`. */
	service: string;
	/** The record it is about, such as `PO 16`; empty for a whole batch. */
	record?: string;
	/**
	 * Name of the elements that stand for one line each: an error inside one is the line's own, not
	 * the reply's.
	 */
	lines?: string;
	/** The credential that holds host and login; absent = that of the EC XML services. */
	credential?: string;
}

const EC_CREDENTIAL = 'TD SYNNEX EC API';

/**
 * The root of a reply of TD SYNNEX's EC XML services, or a {@link Problem}: an HTTP error, a web
 * page or a cut-off document, or an `errorMessage` that comes with HTTP 200 (at the root or nested,
 * in either case; facts seen in clients of the EC XML services).
 *
 * `retryable` is only ever true where asking again can help. For an order it says nothing about
 * whether the order was taken.
 */
export function readReply(response: WireResponse, of: ReplyOf): XmlElement {
	const root = readXml(response, of);
	const error = errorIn(root, of.lines);
	if (error) throw refusal(error, of);
	if (response.status >= 300) throw statusProblem(response, of);
	return root;
}

/**
 * An error that a reply, or a line of it, carries inside, outside of elements named `except`;
 * `undefined` when it carries none.
 */
export function errorIn(
	root: XmlElement,
	except?: string,
): { message: string; detail: string } | undefined {
	for (const parent of parents(root, except)) {
		const message = ERROR_NAMES.map((name) => textAt(parent, name)).find(isWord);
		if (message === undefined) continue;
		const detail = DETAIL_NAMES.map((name) => textAt(parent, name)).find(Boolean);
		return { message, detail: detail === message ? '' : (detail ?? '') };
	}
	return undefined;
}

/** The Problem that an error's own words stand for. */
export function refusal(error: { message: string; detail: string }, of: ReplyOf): Problem {
	const words = [error.message, error.detail].filter(Boolean).join(': ');
	const said = `TD SYNNEX answered “${snippet(words)}”`;
	if (LOGIN.test(words))
		return new Problem({
			code: 'tdsynnex-login-refused',
			reach: 'run',
			record: of.record,
			cause: `TD SYNNEX refused the user id or password for ${of.service} (${said})`,
			remedy: LOGIN_REMEDY,
		});
	if (ADDRESS.test(words))
		return new Problem({
			code: 'tdsynnex-address-refused',
			reach: 'run',
			record: of.record,
			cause: `TD SYNNEX does not accept calls from this IP address (${said})`,
			remedy: 'Ask TD SYNNEX to register the static IP address that this n8n calls from.',
		});
	if (INCOMPLETE.test(words))
		return new Problem({
			code: 'tdsynnex-request-incomplete',
			record: of.record,
			cause: `${said} to the ${of.service} request: something in it is missing, or is not what TD SYNNEX requires`,
			remedy:
				'Correct what TD SYNNEX names. If it is sent again unchanged, it will be refused again.',
		});
	return new Problem({
		code: TRANSIENT.test(words) ? 'tdsynnex-busy' : 'tdsynnex-refused',
		record: of.record,
		cause: `${said} to the ${of.service} request`,
		remedy: TRANSIENT.test(words)
			? 'Try again in a few minutes.'
			: 'Check the customer number and the environment in the TD SYNNEX EC API credential, and the values sent.',
		retryable: TRANSIENT.test(words),
	});
}

/** The Problem that the absence of an answer stands for. */
export function noAnswerProblem(noAnswer: NoAnswer, of: ReplyOf): Problem {
	return new Problem({
		code: `tdsynnex-no-answer-${noAnswer.kind}`,
		record: of.record,
		...ABSENT[noAnswer.kind](noAnswer, of.credential ?? EC_CREDENTIAL),
		...proxyDown(noAnswer),
	});
}

function readXml(response: WireResponse, of: ReplyOf): XmlElement {
	try {
		return parseXml(response.body);
	} catch (error) {
		throw response.status >= 300
			? statusProblem(response, of)
			: unreadable(error, response.body, of);
	}
}

function unreadable(error: unknown, body: string, of: ReplyOf): Problem {
	const { fault, detail } =
		error instanceof XmlError ? error : { fault: 'broken' as const, detail: '' };
	const said = snippet(body);
	const shown = said ? `, it begins “${said}”` : '';
	const causes: Record<XmlError['fault'], string> = {
		empty: `TD SYNNEX sent an empty reply to the ${of.service} request`,
		html: `TD SYNNEX sent a web page instead of XML to the ${of.service} request${shown}`,
		doctype: `The reply to the ${of.service} request contains a document type declaration, which TD SYNNEX's replies never do, so it was not read${shown}`,
		broken: `The reply to the ${of.service} request is cut off or damaged (${detail.replace(/\.$/, '')})${shown}`,
	};
	const passing = fault !== 'doctype';
	return new Problem({
		code: `tdsynnex-reply-${fault}`,
		record: of.record,
		cause: causes[fault],
		remedy: `Run again. If the problem persists, check ${fault === 'html' || fault === 'doctype' ? 'the environment and the host in the TD SYNNEX EC API credential, and ' : ''}for a proxy between n8n and TD SYNNEX.`,
		retryable: passing,
	});
}

function statusProblem({ status, body }: WireResponse, of: ReplyOf): Problem {
	const said = snippet(body);
	const shown = said ? ` (“${said}”)` : '';
	const facts = { record: of.record, cause: `TD SYNNEX answered HTTP ${status}${shown}` };
	if (status === 401 || status === 403)
		return new Problem({
			...facts,
			code: 'tdsynnex-turned-away',
			reach: 'run',
			cause: `The call for ${of.service} was turned away with HTTP ${status}${shown}, without a message of TD SYNNEX's own services`,
			remedy:
				'Check whether a proxy or firewall between n8n and TD SYNNEX turns calls away, whether TD SYNNEX has registered your IP address, and the environment in the TD SYNNEX EC API credential. The call was sent once.',
		});
	if (status === 429 || status >= 500)
		return new Problem({
			...facts,
			code: 'tdsynnex-busy',
			remedy: 'Try again in a few minutes.',
			retryable: true,
		});
	return new Problem({
		...facts,
		code: 'tdsynnex-http',
		// TD SYNNEX's own services say what they refuse in their XML
		remedy:
			'Run again. If the problem persists, check the environment and the host in the TD SYNNEX EC API credential, and check for a proxy between n8n and TD SYNNEX.',
		retryable: true,
	});
}

function parents(root: XmlElement, except?: string): XmlElement[] {
	const inner = root.children.filter(({ name }) => name.toLowerCase() !== except?.toLowerCase());
	return [root, ...inner.flatMap((child) => parents(child, except))];
}

/** An expired password stops all flows on one day, and looks like any wrong one. */
const LOGIN_REMEDY =
	'Check the user ID, password, and environment in the TD SYNNEX EC API credential, and its read-only user if it has one. The password of a user that is allowed to order expires every three months: change it in EC Express, then in the credential.';

/**
 * Names seen in clients: root `errorMessage`/`errorDetail`, `OrderResponse/ErrorMessage`, invoice
 * `errorCode`/`errorReason`.
 */
const ERROR_NAMES = ['errorMessage', 'errorReason', 'errorCode'] as const;
const DETAIL_NAMES = ['errorDetail', 'errorReason'] as const;

/** An error code of 0 is none. */
function isWord(text: string | undefined): text is string {
	return text !== undefined && text !== '0';
}

/**
 * Whole words alone, and no "unauthorized" that a product or a line is called: on a refused login
 * rests that an order was turned away unread, and that nothing more is asked.
 */
const LOGIN =
	/\b(?:log-?\s?(?:in|on)|password|bad username|security data|credentials?|authentication|not authenticated)\b|\bunauthori[sz]ed\b(?=\W*(?:$|access|user|request|customer|account|client|call))/i;
/** The vendor's id for it, and his words. */
const ADDRESS = /\bValidateIP\b|\bIP address\b/i;
/**
 * `Server.RuntimeError` of price and availability, and the ids and codes of server trouble in the
 * vendor's documents.
 */
const TRANSIENT =
	/runtime\s?error|databaseissue|apifault|internal api fault|po_timeout|server\s?error|server is not available|timed?\s?-?out|temporar|try again/i;
/** A request whose form or data is wrong: it will be refused as often as it is sent. */
const INCOMPLETE = /incomplete\s?xml|xml content is incomplete/i;

const ABSENT: Record<
	NoAnswerKind,
	(
		noAnswer: NoAnswer,
		credential: string,
	) => { cause: string; remedy: string; reach?: Reach; retryable: boolean }
> = {
	lookup: ({ host }, credential) => ({
		cause: `The host ${host} is not known`,
		remedy: `Check the country, environment, and host in the ${credential} credential, and the DNS settings of the machine that n8n runs on.`,
		reach: 'run',
		retryable: true,
	}),
	refused: ({ host }, credential) => ({
		cause: `${host} refused the connection`,
		remedy: `Check the host in the ${credential} credential, and that the firewall allows n8n to connect to it.`,
		retryable: true,
	}),
	certificate: ({ host, detail }, credential) => ({
		cause: `The certificate of ${host} was not accepted: ${detail === 'CERT_HAS_EXPIRED' ? 'it has expired' : detail}`,
		remedy: `Check the host in the ${credential} credential and the clock of the machine that n8n runs on. If a proxy inspects TLS, give n8n its certificate.`,
		reach: 'run',
		retryable: false,
	}),
	timeout: ({ host }) => ({
		cause: `${host} did not answer in time`,
		remedy: 'Try again in a few minutes.',
		retryable: true,
	}),
	reset: ({ host }) => ({
		cause: `${host} closed the connection before it answered`,
		remedy: 'Try again in a few minutes.',
		retryable: true,
	}),
	cancelled: () => ({
		cause: 'The run was canceled during a call',
		remedy: 'Run again.',
		reach: 'pause',
		retryable: false,
	}),
	other: ({ host, detail }, credential) => ({
		cause: `${host} could not be reached: ${detail}`,
		remedy: `Check the host in the ${credential} credential and the network of n8n.`,
		retryable: true,
	}),
};
