import { DateTime } from 'luxon';
import { given, parametersOf, worked } from '../../support/expression';

const FILE = 'daily-catalog-sync';
const NOW = DateTime.fromISO('2026-11-24T12:30:00', { zone: 'America/New_York' });
const valueOf = (node: string, field: string) => {
	const { assignments } = parametersOf(FILE, node).assignments as {
		assignments: { name: string; value: string }[];
	};
	return assignments.find(({ name }) => name === field)!.value;
};
const SETTINGS = Object.fromEntries(
	['waitMinutes', 'mostRounds', 'mostHours'].map((name) => [name, Number(valueOf('Settings', name))]),
);

describe('the daily sync goes on by itself', () => {
	const goesOn = (reasons: object, { dryRun = false, round = 0, hours = 0 } = {}) =>
		worked(
			valueOf('Summary', 'goesOn'),
			given({ Settings: [{ roundEnded: NOW.minus({ hours }).toISO() }] }),
			{ dryRun, reasons, ...SETTINGS },
			NOW,
			round,
		);

	it.each(['autotask-budget-used', 'autotask-rate-limit'])('after %s', (code) => {
		expect(goesOn({ [code]: 1 })).toBe(true);
	});

	it('and for no other reason', () => {
		for (const code of ['other-run', 'autotask-cancelled', 'created-meanwhile', 'price-brake'])
			expect(goesOn({ [code]: 9 })).toBe(false);
		expect(goesOn({})).toBe(false);
	});

	it('not in a dry run, which a person reads', () => {
		expect(goesOn({ 'autotask-budget-used': 1 }, { dryRun: true })).toBe(false);
	});

	it('and ends before the next morning, by its rounds and by the clock', () => {
		const used = { 'autotask-budget-used': 1 };
		expect(goesOn(used, { round: 16 })).toBe(true);
		expect(goesOn(used, { round: 17 })).toBe(false);
		expect(goesOn(used, { hours: 21.9 })).toBe(true);
		expect(goesOn(used, { hours: 22.1 })).toBe(false);
		// the last wait and an hour of work fit into what is left of the day
		expect(SETTINGS.mostHours! + SETTINGS.waitMinutes! / 60).toBeLessThan(24);
	});

	it('says in the log when, and how much is done, in the time zone of the workflow', () => {
		const item = { items: 900, deferred: 300, message: '12 rows read.', ...SETTINGS };
		const told = (json: object) => worked(valueOf('For the log', 'message'), given({}), json, NOW);
		expect(told({ ...item, goesOn: true })).toBe(
			'Goes on at 13:30, 600 of 900 done. 12 rows read.',
		);
		expect(told({ ...item, goesOn: false })).toBe('12 rows read.');
	});

	/** The log takes a run that says Running for cut off when another one begins an hour later. */
	it('is no running run while it waits', () => {
		const state = (json: object) => worked(valueOf('For the log', 'state'), given({}), json, NOW);
		expect(state({ state: 'stopped', goesOn: true })).toBe('Waiting');
		expect(state({ state: 'stopped', goesOn: false })).toBe('Completed with warnings');
		expect(state({ state: 'completed', goesOn: false })).toBe('Completed');
	});
});
