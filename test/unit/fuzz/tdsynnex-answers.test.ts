import fc from 'fast-check';
import { classifyReply } from '../../../lib/orders/submit/classify-reply';
import { createTdSynnex } from '../../../lib/orders/submit/order-gateway';
import type { JournalLine } from '../../../lib/orders/journal/types';
import type { Account } from '../../../lib/orders/types';
import { NoAnswer, type NoAnswerKind, type Send } from '../../../lib/shared/http';
import { parsePoReply } from '../../../lib/tdsynnex/ec-xml/order-reply';

const STATUSES = [200, 202, 204, 302, 400, 403, 404, 407, 429, 500, 502, 503, 504];
const ERROR = (text: string) => `<?xml version="1.0"?><errorMessage>${text}</errorMessage>`;
/** Bodies that say nothing of a login or an address. */
const BODIES = [
	'',
	'null',
	'{"error":"busy"}',
	'<html><body>Service Unavailable</body></html>',
	'<?xml version="1.0"?>',
	'<a><b></a>',
	'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
	ERROR('Server.RuntimeError'),
	ERROR('Internal API Fault'),
	ERROR(''),
	'<?xml version="1.0"?><priceResponse></priceResponse>',
	'<?xml version="1.0"?><priceResponse><PriceAvailabilityList><synnexSKU>7</synnexSKU></PriceAvailabilityList></priceResponse>',
	'<?xml version="1.0"?><OrderStatusResponse><PONumber>16</PONumber></OrderStatusResponse>',
	'<?xml version="1.0"?><OrderStatusResponse><Code>neverSeen</Code></OrderStatusResponse>',
	'<?xml version="1.0"?><SynnexB2B version="2.5"><OrderResponse></OrderResponse></SynnexB2B>',
	'<?xml version="1.0"?><SynnexB2B><OrderResponse><PONumber>16</PONumber><Code>accepted</Code>',
	'<?xml version="1.0"?><SynnexB2B><OrderResponse><PONumber>99</PONumber><Code>accepted</Code></OrderResponse></SynnexB2B>',
	'\uFEFF\u0000',
];
const SILENCE: NoAnswerKind[] = ['timeout', 'reset', 'refused', 'lookup', 'certificate', 'other'];
const BLAMES_LOGIN = /refused the user id or password|does not accept calls from this IP/i;

const ACCOUNT: Account = {
	environment: 'test',
	host: 'ec.test',
	customerNumber: '1',
	country: 'US',
	currency: 'USD',
};

type Answer = { status: number; body: string } | { silence: NoAnswerKind };
const answers: fc.Arbitrary<Answer> = fc.oneof(
	fc.record({ status: fc.constantFrom(...STATUSES), body: fc.constantFrom(...BODIES) }),
	fc.record({ silence: fc.constantFrom(...SILENCE) }),
);

/** Gives the answers in turn, the last one for ever. */
function gateway(given: Answer[]) {
	let calls = 0;
	const send: Send = async () => {
		const answer = given[Math.min(calls, given.length - 1)] as Answer;
		calls += 1;
		if ('silence' in answer) throw new NoAnswer(answer.silence, 'ec.test', 'E');
		return { headers: {}, ...answer };
	};
	let now = 0;
	const clock = {
		now: () => now,
		random: () => 0.5,
		sleep: async (ms: number) => void (now += ms),
	};
	const options = { send, clock, account: ACCOUNT, ecUrl: 'https://ec.test' };
	return { tdSynnex: createTdSynnex(options), calls: () => calls };
}

describe('whatever TD SYNNEX, or something before it, answers', () => {
	it('prices: each product is told of, no false cause, nothing crashes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 3 }), async (given) => {
				const { tdSynnex, calls } = gateway(given);
				const { items, problem } = await tdSynnex.live(['1', '2', '3']);
				expect(items.size === 0 ? problem : items).not.toBeNull();
				expect(`${problem?.message} ${problem?.remedy}`).not.toMatch(BLAMES_LOGIN);
				expect(calls()).toBeLessThan(12);
			}),
			{ numRuns: 300, seed: 21 },
		);
	}, 30_000);

	it('a look-up says what it could not read, and never that an order is not there', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 3 }), async (given) => {
				const status = await gateway(given).tdSynnex.lookUp('16');
				expect(['unreadable', 'status']).toContain(status.kind);
				expect(JSON.stringify(status)).not.toMatch(BLAMES_LOGIN);
				expect(JSON.stringify(status)).not.toMatch(/not ?found/i);
			}),
			{ numRuns: 300, seed: 22 },
		);
	}, 30_000);

	it('an order whose answer is none of TD SYNNEX’s own is in doubt: never "certainly not sent"', () => {
		const line = { lineNumber: 1, sku: '7', quantity: 1, unitPrice: '1.00' } as JournalLine;
		fc.assert(
			fc.property(
				fc.record({ status: fc.constantFrom(...STATUSES), body: fc.constantFrom(...BODIES) }),
				({ status, body }) => {
					const outcome = { kind: 'reply' as const, status, reply: parsePoReply(body) };
					const read = classifyReply(outcome, '16', [line]);
					expect(read.kind === 'notSent' && read.certain).toBe(false);
					expect(read.kind).not.toBe('answer');
					expect(JSON.stringify(read)).not.toMatch(BLAMES_LOGIN);
				},
			),
			{ numRuns: 300, seed: 23 },
		);
	});
});
