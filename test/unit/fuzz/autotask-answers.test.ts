import fc from 'fast-check';
import { Problem } from '../../../lib/shared/problem';
import { SandboxClock } from '../../../sandbox/core';
import { CatalogDoor } from '../../faults/catalog/door';
import { fill, VENDOR } from '../../faults/catalog/ground';
import type { History, Item } from '../../faults/catalog/history';
import {
	NoAnswer,
	upsert,
	type WireRequest,
	type WireResponse,
} from '../../faults/catalog/product';

const STATUSES = [
	200, 201, 204, 301, 302, 400, 403, 404, 405, 407, 408, 409, 413, 429, 500, 501, 502, 503, 504,
	520,
];
/** Bodies that prove nothing of the login, whatever their status. */
const BODIES = [
	'',
	'null',
	'[]',
	'{}',
	'"text"',
	'{"errors":[]}',
	'{"errors":["An unexpected error occurred."],"errorId":"7"}',
	'{"errors":["Something about the user of this record."]}',
	'{"errors":[{"message":"Value too long."}]}',
	'{"errors":["Reference value on field: productID of type: Product does not exist',
	'{"Message":"An error has occurred.","ExceptionMessage":"user token"}',
	'{"Message":"The request is invalid.","ModelState":{"sku":["Bad."]}}',
	'{"items":[],"pageDetails":{}}',
	'{"items":[{"id":"x"}],"pageDetails":{"count":1,"requestCount":500}}',
	'{"item":null}',
	'{"itemId":null}',
	'{"itemId":"many"}',
	'{"queryCount":"some"}',
	'<html><head><title>Login</title></head><body>Please log in: user name, password</body></html>',
	'<!DOCTYPE html><h1>404</h1>',
	'Bad Gateway',
	'upstream connect error or disconnect/reset before headers',
	'\u0000\u0001',
];
/** A sentence that blames a part of the credential. */
const BLAMES_LOGIN =
	/refused the user name|knows no API user|refused the tracking identifier|locked the API user/i;

const HELD: Item['held'][] = ['nothing', 'nothing', 'product', 'product and entry', 'nothing'];
const ITEMS: Item[] = HELD.map((held, at) => ({
	sku: String(10_000_000 + at),
	mpn: `M-${at}`,
	manufacturer: 'HP',
	name: `Product ${at}`,
	description: `What ${at} is`,
	cents: 1_000 + at,
	held,
}));

interface Strike {
	/** The call that is struck first, from 0, and how many in a row. */
	at: number;
	times: number;
	answer: { status: number; body: string } | 'silence';
	carriedOut: boolean;
}

/** One night under a strike; time passes at once. */
async function struck(strike: Strike) {
	const autotask = new CatalogDoor(new SandboxClock());
	const billingCodeId = fill(autotask, { items: ITEMS } as History);
	let calls = 0;
	let isOver = false;
	const send = async (request: WireRequest): Promise<WireResponse> => {
		const hit = !isOver && calls >= strike.at && calls < strike.at + strike.times;
		calls += 1;
		if (!hit) return autotask.answer(request);
		if (strike.carriedOut && mayStand(strike)) autotask.answer(request);
		if (strike.answer === 'silence') throw new NoAnswer('reset', 'autotask.test', 'ECONNRESET');
		return { headers: {}, ...strike.answer };
	};
	let now = Date.parse('2026-06-01T00:00:00Z');
	const clock = {
		now: () => now,
		random: () => 0.5,
		sleep: async (ms: number) => void (now += ms),
	};
	const about = { send, clock, vendorId: VENDOR, billingCodeId, kept: { failedSkus: [] } };
	const report = await upsert(ITEMS, about).catch((error: unknown) => error);
	const again = async () => {
		isOver = true;
		return await upsert(ITEMS, about);
	};
	return { report, calls: () => calls, autotask, again };
}

/** A call that was turned away was not passed on either, save where a way was not found or took too long. */
function mayStand({ answer }: Strike): boolean {
	return (
		answer === 'silence' ||
		answer.status < 400 ||
		answer.status >= 500 ||
		[404, 408].includes(answer.status)
	);
}

const strikes: fc.Arbitrary<Strike> = fc.record({
	at: fc.integer({ min: 0, max: 24 }),
	times: fc.constantFrom(1, 1, 2, 6, 1_000),
	answer: fc.oneof(
		fc.constant('silence' as const),
		fc.record({ status: fc.constantFrom(...STATUSES), body: fc.constantFrom(...BODIES) }),
	),
	carriedOut: fc.boolean(),
});

describe('whatever Autotask, or something before it, answers to any call of a sync', () => {
	it('is a sentence without a false cause, costs no other record, and crashes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(strikes, async (strike) => {
				const { report, calls } = await struck(strike);
				if (report instanceof Error) expect(report).toBeInstanceOf(Problem);
				const said = JSON.stringify(
					report instanceof Problem ? [report.message, report.remedy] : report,
				);
				expect(said).not.toMatch(BLAMES_LOGIN);
				expect(said).not.toMatch(/undefined|\[object/);
				expect(calls()).toBeLessThan(150);
				if (report instanceof Problem) return;
				const { results } = report as Awaited<ReturnType<typeof upsert>>;
				expect(results).toHaveLength(ITEMS.length);
				const bad = results.filter(({ outcome }) => ['failed', 'uncertain'].includes(outcome));
				expect(bad.length).toBeLessThanOrEqual(strike.times);
				for (const { cause, remedy } of bad) expect([cause, remedy]).not.toContain('');
			}),
			{ numRuns: 400, seed: 11 },
		);
	}, 60_000);

	it('leaves nothing that the next night does not mend: each product once, each with its entry', async () => {
		await fc.assert(
			fc.asyncProperty(
				strikes.filter(({ times }) => times < 10),
				async (strike) => {
					const { autotask, again } = await struck(strike);
					await again();
					const products = autotask.rows('Products').filter(({ isActive }) => isActive === true);
					expect(products.map(({ sku }) => sku).sort()).toEqual(
						ITEMS.map(({ sku }) => `TDS-${sku}`),
					);
					expect(autotask.rows('ProductVendors')).toHaveLength(ITEMS.length);
					for (const { sku, unitCost } of products)
						expect(unitCost).toBe((1_000 + Number(String(sku).slice(-1))) / 100);
				},
			),
			{ numRuns: 200, seed: 12 },
		);
	}, 60_000);

	it.each([
		['HTTP 401', { status: 401, body: '{"errors":["Unauthorized"]}' }, /refused the user name/],
		[
			'the sentence for an unknown user',
			{ status: 500, body: '{"errors":["Zone information could not be determined."]}' },
			/knows no API user/,
		],
	])('blames the login where it is proven: %s', async (_, answer, sentence) => {
		const { report } = await struck({ at: 0, times: 1_000, answer, carriedOut: false });
		expect((report as Problem).message).toMatch(sentence);
	});
});
