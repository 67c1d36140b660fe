import { doubled, retryAfterMs, withBackoff } from '../../../shared/backoff';
import type { Clock } from '../../../shared/clock';
import { NoAnswer, type Send, type WireResponse } from '../../../shared/http';
import { Problem } from '../../../shared/problem';
import { type Country, PATH } from '../../hosts';
import {
	type Availability,
	PRICE_AVAILABILITY,
	type PriceTerms,
	readReplies,
	type Reply,
	requestXml,
	type PriceQuery,
} from './replies';
import { answerOf, type PriceAnswer, recordOf } from './answers';
import { noAnswerProblem } from '../reply-errors';

export type { Availability, PriceAnswer, PriceQuery, PriceTerms };

export interface PriceAvailabilityOptions {
	send: Send;
	clock: Clock;
	/** Base address of the EC XML services. */
	ecUrl: string;
	customerNumber: string;
	country: Country;
	/** Products a call, 1-100: TD SYNNEX takes at most 100. Default 50. */
	batchSize?: number;
	/**
	 * Calls a minute; no vendor figure is known, one team measured trouble from 25 on. Default 20.
	 */
	callsPerMinute?: number;
	/** Which of the account's prices; none = the regular one. */
	terms?: PriceTerms;
	signal?: AbortSignal;
}

/** Products that were asked about together. */
export interface PriceCall {
	/** Such as `SKU 14152708`. */
	first: string;
	products: number;
	/** When it was through, in milliseconds since 1970. */
	at: number;
	/** Waiting for answers; the pauses that keep the pace are left out. */
	ms: number;
	/** More than one where it had to be repeated. */
	calls: number;
	/** Why there was no answer. */
	problem?: Problem;
}

export interface PriceAvailability {
	/** One for each wanted product, in the same order. */
	answers: PriceAnswer[];
	calls: number;
	/** In the order of asking. */
	priceCalls: PriceCall[];
	/** What ended the asking before all were asked: a refused login, no network. */
	ended?: Problem;
}

/** TD SYNNEX takes no more in one call. */
const MOST_PER_CALL = 100;

/**
 * Asks TD SYNNEX for price and stock of exact SKUs or MPNs (`POST /SynnexXML/PriceAvailability`).
 *
 * Each product is asked for once, however often it is wanted. Answers are matched by line number,
 * and for SKUs also by SKU, so that no product ever gets another one's price. Passing failures are
 * tried again, a refused login never. A failed call leaves a problem on its own products; one that
 * every further call would meet too (login, network) ends the asking and is put on all that are
 * left.
 */
export async function priceAndAvailability(
	wanted: PriceQuery[],
	options: PriceAvailabilityOptions,
): Promise<PriceAvailability> {
	const client = new PriceClient(options);
	const unique = new Map(wanted.map((one) => [keyOf(one), one]));
	const answers = new Map<string, PriceAnswer>();
	let again = await client.lookUpAll([...unique], answers);
	if (again.length > 0) again = await client.lookUpAll(again, answers);
	return {
		answers: wanted.map((one) => answers.get(keyOf(one)) ?? { found: [] }),
		calls: client.calls,
		priceCalls: client.priceCalls,
		ended: client.ended,
	};
}

type Line = [key: string, wanted: PriceQuery];

class PriceClient {
	calls = 0;
	ended: Problem | undefined;
	readonly priceCalls: PriceCall[] = [];
	private waited = 0;
	/** Whether any call was answered: if not, the first refusal is not about its products. */
	private answered = false;
	private nextCallAt = 0;

	constructor(private readonly options: PriceAvailabilityOptions) {}

	/** Returns the lines that only a passing failure kept from an answer. */
	async lookUpAll(lines: Line[], answers: Map<string, PriceAnswer>): Promise<Line[]> {
		const size = Math.min(atLeastOne(this.options.batchSize, 50), MOST_PER_CALL);
		const again: Line[] = [];
		for (let from = 0; from < lines.length; from += size) {
			const batch = lines.slice(from, from + size);
			const result = this.ended ?? (await this.recorded(batch));
			batch.forEach(([key, one], index) => {
				const answer =
					result instanceof Problem ? { found: [], problem: result } : answerOf(result, one, index);
				answers.set(key, answer);
				if (answer.problem?.retryable && !(result instanceof Problem)) again.push([key, one]);
			});
			if (!(result instanceof Problem)) this.answered = true;
			else if (result.code !== 'tdsynnex-refused' || !this.answered) this.ended = result;
		}
		return again;
	}

	private async recorded(batch: Line[]): Promise<Reply[] | Problem> {
		const before = { calls: this.calls, waited: this.waited };
		const result = await this.withRetries(batch);
		const [[, first]] = batch as [Line, ...Line[]];
		this.priceCalls.push({
			first: recordOf(first),
			products: batch.length,
			at: this.options.clock.now(),
			ms: this.waited - before.waited,
			calls: this.calls - before.calls,
			...(result instanceof Problem && { problem: result }),
		});
		return result;
	}

	/** One call, tried up to four times when what went wrong may pass. */
	private async withRetries(batch: Line[]): Promise<Reply[] | Problem> {
		const { clock } = this.options;
		const result = await withBackoff(
			clock,
			TRIES,
			() => this.callOnce(batch),
			(ended, attempt) => {
				if (Array.isArray(ended) || !ended.problem.retryable) return null;
				const pause = doubled(FIRST_PAUSE_MS, attempt) * (1 + clock.random() / 2);
				return Math.max(ended.waitMs, pause);
			},
		);
		return Array.isArray(result) ? result : result.problem;
	}

	private async callOnce(batch: Line[]): Promise<Reply[] | { problem: Problem; waitMs: number }> {
		const { send, clock, ecUrl, customerNumber, terms, signal } = this.options;
		await this.pace();
		signal?.throwIfAborted();
		this.calls++;
		const sent = clock.now();
		const products = batch.map(([, one]) => one);
		let response: WireResponse | undefined;
		try {
			response = await send({
				method: 'POST',
				url: `${ecUrl}${PATH.priceAvailability}`,
				headers: { 'Content-Type': 'application/xml', Accept: 'application/xml' },
				body: requestXml(products, customerNumber, terms),
			});
			return readReplies(response, this.options.country);
		} catch (error) {
			signal?.throwIfAborted();
			const asked = retryAfterMs(response?.headers['retry-after'], clock.now(), LONGEST_WAIT_MS);
			return { problem: asProblem(error), waitMs: asked ?? 0 };
		} finally {
			this.waited += clock.now() - sent;
		}
	}

	private async pace(): Promise<void> {
		const { clock, callsPerMinute } = this.options;
		const wait = this.nextCallAt - clock.now();
		if (wait > 0) await clock.sleep(wait);
		this.nextCallAt = clock.now() + 60_000 / atLeastOne(callsPerMinute, 20);
	}
}

function keyOf(wanted: PriceQuery): string {
	return 'sku' in wanted ? `sku ${wanted.sku}` : `mpn ${wanted.mpn.toUpperCase()}`;
}

function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	if (error instanceof NoAnswer) return noAnswerProblem(error, PRICE_AVAILABILITY);
	return new Problem({
		code: 'tdsynnex-unexpected',
		cause: `The ${PRICE_AVAILABILITY.service} call failed: ${error instanceof Error ? error.message : String(error)}`,
		remedy: 'Run again. If the problem persists, report it with the text above.',
	});
}

/** An expression in a field may give anything; less than one would ask for nothing, or never. */
function atLeastOne(value: number | undefined, otherwise: number): number {
	const whole = Math.floor(Number(value));
	return whole >= 1 ? whole : otherwise;
}

const TRIES = 4;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
