import { type Random, randomOf } from '../../../sandbox/core';
import type { System } from './virtual-helpers';

/** What a struck call gets. */
export type Answer = { status: number; body: string } | { silence: string };

export interface Strike {
	/** The call of a quiet run that is struck first. */
	at: number;
	/** Calls that are struck, from there on. */
	times: number;
	/** Those of the same kind alone, or all. */
	among: 'kind' | 'all';
	answer: Answer;
	/** Whether the other side did what was asked, before the answer was lost or spoilt. */
	carriedOut: boolean;
}

const STATUSES = [
	200, 201, 202, 204, 301, 302, 400, 403, 404, 405, 407, 408, 409, 413, 429, 500, 501, 502, 503,
	504, 520,
];
const SILENCE = [
	'ETIMEDOUT',
	'ECONNRESET',
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EPROTO',
	'CERT_HAS_EXPIRED',
];
/** Bodies of nobody in particular. */
const ANY = [
	'',
	'null',
	'[]',
	'{}',
	'"text"',
	'<html><head><title>Login</title></head><body>Please log in: user name, password</body></html>',
	'<!DOCTYPE html><h1>404</h1>',
	'Bad Gateway',
	'upstream connect error or disconnect/reset before headers',
	'\u0000\u0001',
	'{"error":"access_denied","message":"Invalid credentials for the proxy"}',
];
/** Bodies that prove nothing of a login, whatever their status. */
const BODIES: Record<System, string[]> = {
	autotask: [
		...ANY,
		'{"errors":[]}',
		'{"errors":["An unexpected error occurred."],"errorId":"7"}',
		'{"errors":["Something about the user of this record."]}',
		'{"errors":[{"message":"Value too long."}]}',
		'{"errors":["Reference value on field: productID of type: Product does not exist',
		'{"Message":"An error has occurred.","ExceptionMessage":"user token"}',
		'{"Message":"The request is invalid.","ModelState":{"sku":["Bad."]}}',
		'{"items":[],"pageDetails":{}}',
		'{"items":[{"id":"x"}],"pageDetails":{"count":1,"requestCount":500}}',
		'{"items":[{"id":7}],"pageDetails":{"count":1,"requestCount":500}}',
		'{"items":[null],"pageDetails":{"count":1,"requestCount":500}}',
		'{"itemId":null}',
		'{"itemId":"many"}',
		'{"queryCount":"some"}',
		'{"fields":[{"name":"status"}]}',
	],
	tdSynnex: [
		...ANY,
		'<?xml version="1.0"?>',
		'<a><b></a>',
		'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
		'<?xml version="1.0"?><errorMessage>Server.RuntimeError</errorMessage>',
		'<?xml version="1.0"?><errorMessage>Internal API Fault</errorMessage>',
		'<?xml version="1.0"?><errorMessage></errorMessage>',
		'<?xml version="1.0"?><priceResponse></priceResponse>',
		'<?xml version="1.0"?><priceResponse><PriceAvailabilityList><synnexSKU>7</synnexSKU></PriceAvailabilityList></priceResponse>',
		'<?xml version="1.0"?><OrderStatusResponse><PONumber>9001</PONumber></OrderStatusResponse>',
		'<?xml version="1.0"?><OrderStatusResponse><Code>neverSeen</Code></OrderStatusResponse>',
		'<?xml version="1.0"?><SynnexB2B version="2.5"><OrderResponse></OrderResponse></SynnexB2B>',
		'<?xml version="1.0"?><SynnexB2B><OrderResponse><PONumber>9001</PONumber><Code>accepted</Code>',
		'<?xml version="1.0"?><SynnexB2B><OrderResponse><PONumber>9999</PONumber><Code>accepted</Code></OrderResponse></SynnexB2B>',
	],
	partner: [
		...ANY,
		'{"requestId":"7","data":{"errorCode":"E1","errorMessage":"Busy"}}',
		'[{"orderNumber":"7","errorMessage":"Order not found"}]',
		'[{"orderNumber":7}]',
		'{"access_token":""}',
		'{"token":"t"}',
		'[null]',
	],
};
/** Refusals of a login: the one thing that proves it. */
const REFUSED: Record<System, Answer[]> = {
	autotask: [
		{ status: 401, body: '{"errors":["Unauthorized"]}' },
		{ status: 401, body: '' },
		{ status: 500, body: '{"errors":["Zone information could not be determined."]}' },
		{ status: 500, body: '{"errors":["IntegrationCode is invalid"]}' },
	],
	tdSynnex: [
		{ status: 401, body: '' },
		{ status: 200, body: '<?xml version="1.0"?><errorMessage>Login failed</errorMessage>' },
		{ status: 200, body: '<?xml version="1.0"?><errorMessage>ValidateIP</errorMessage>' },
	],
	partner: [
		{ status: 401, body: '{"error":"invalid_token"}' },
		{ status: 401, body: '{"error":"invalid_client"}' },
		{ status: 400, body: '{"error":"invalid_client"}' },
	],
};

/** @param at the call that is struck first, and whom it goes to */
export function drawStrike(seed: number, at: number, system: System): Strike {
	const random = randomOf(seed, 'answers');
	return {
		at,
		times: random.pick([1, 1, 1, 2, 6, 1_000]),
		among: random.pick(['kind', 'all']),
		answer: drawAnswer(random, system),
		carriedOut: random.chance(0.5),
	};
}

function drawAnswer(random: Random, system: System): Answer {
	if (random.chance(0.15)) return { silence: random.pick(SILENCE) };
	if (random.chance(0.1)) return random.pick(REFUSED[system]);
	return { status: random.pick(STATUSES), body: random.pick(BODIES[system]) };
}

/** Whether the answer proves that the login was refused. */
export function provesLogin(answer: Answer): boolean {
	if ('silence' in answer) return false;
	return Object.values(REFUSED)
		.flat()
		.some(
			({ ...one }) =>
				!('silence' in one) && one.status === answer.status && one.body === answer.body,
		);
}

/**
 * Whether what was asked may have been done all the same. Not where a login is asked for, where
 * nothing left, or where the service itself gives its reasons.
 */
export function mayStand(answer: Answer): boolean {
	if ('silence' in answer) return ['ETIMEDOUT', 'ECONNRESET', 'EPROTO'].includes(answer.silence);
	const { status, body } = answer;
	if (provesLogin(answer) || status === 401 || status === 407) return false;
	const isOwn =
		/^\{"(errors":\[["{]|Message")/.test(body) && !/has? occurred|unexpected/.test(body);
	return status < 400 || !isOwn || !body.endsWith('}');
}

/** Whether the same call, made again, is answered as ever: nothing of it is the service's own word. */
export function isPassing(answer: Answer, system: System): boolean {
	if ('silence' in answer) return !['ENOTFOUND', 'CERT_HAS_EXPIRED'].includes(answer.silence);
	const { status, body } = answer;
	if (provesLogin(answer) || [401, 403].includes(status)) return false;
	if ([502, 503, 504].includes(status)) return true;
	return system === 'autotask' ? ANY.includes(body) && status >= 400 : status >= 400;
}
