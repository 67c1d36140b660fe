import { isoTime } from '../../shared/clock';
import type { Problem } from '../../shared/problem';
import { problemOf } from '../../shared/problem';
import { type DeskPorts, openDesk } from './desk';
import { askByOrder } from './orders';
import { askByReading, testProduct } from './reads';
import { refusalFacts } from './refusals';
import { settingsOf, type ConformanceSettings } from './settings-file';
import { testHostOf } from './test-host';
import type { Fact } from './types';

export interface ConformanceReport {
	facts: Fact[];
	settings: ConformanceSettings;
	summary: {
		host: string;
		sku: string;
		started: string;
		finished: string;
		found: number;
		unclear: number;
		testOrders: number;
		/** What ended the run before all was asked; empty = nothing did. */
		problem: string;
		remedy: string;
	};
}

/** PO numbers hold the second of the start in five such digits: none comes twice in a year. */
const STAMP_RADIX = 36;

/**
 * Asks TD SYNNEX's test host what its documents leave open: first what a look-up tells, then what
 * only an order tells. Each test order is sent once. What ends the run early is told with the facts
 * found so far.
 *
 * @param endUserSku a product that requires an end user; empty = nothing is asked about it
 * @throws Problem before any order or login is sent, where the host is not a test host
 */
export async function runConformance(
	ports: Omit<DeskPorts, 'ecUrl'>,
	sku: string,
	endUserSku = '',
): Promise<ConformanceReport> {
	const ecUrl = await testHostOf(ports.account, ports.send);
	const { clock } = ports;
	const started = clock.now();
	const facts: Fact[] = [];
	let testOrders = 0;
	let ended: Problem | null = null;
	const told = (fact: Fact) => void facts.push(withoutAccount(fact, ports.account.customerNumber));
	try {
		const product = await testProduct({ ...ports, ecUrl }, sku);
		const endUserProduct =
			endUserSku === '' ? null : await testProduct({ ...ports, ecUrl }, endUserSku);
		await askByReading({ ...ports, ecUrl }, product, told);
		const stamp = Math.floor(started / 1000)
			.toString(STAMP_RADIX)
			.slice(-5)
			.toUpperCase();
		const desk = openDesk({ ...ports, ecUrl }, product, stamp);
		const counted = {
			...desk,
			order: async (...change: Parameters<typeof desk.order>) => {
				testOrders += 1;
				return await desk.order(...change);
			},
		};
		await askByOrder(counted, endUserProduct, told);
	} catch (error) {
		ports.signal?.throwIfAborted();
		ended = problemOf(error);
	}
	for (const fact of refusalFacts(ended)) told(fact);
	const count = (status: Fact['status']) => facts.filter((one) => one.status === status).length;
	const host = new URL(ecUrl).host;
	return {
		facts,
		settings: settingsOf(facts, host, isoTime(clock.now())),
		summary: {
			host,
			sku,
			started: isoTime(started),
			finished: isoTime(clock.now()),
			found: count('found'),
			unclear: count('unclear'),
			testOrders,
			problem: ended?.cause ?? '',
			remedy: ended?.remedy ?? '',
		},
	};
}

/** TD SYNNEX may repeat the customer number in its words; a report goes to other people. */
function withoutAccount(fact: Fact, customerNumber: string): Fact {
	const clean = (text: string) =>
		customerNumber === '' ? text : text.replaceAll(customerNumber, '(customer number)');
	const { answer, evidence } = fact;
	return {
		...fact,
		answer: typeof answer === 'string' ? clean(answer) : answer,
		evidence: clean(evidence),
	};
}
