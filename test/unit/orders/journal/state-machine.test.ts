import fc from 'fast-check';
import { DEFAULT_TIMING } from '../../../../lib/orders/journal/timing';
import type { Journal } from '../../../../lib/orders/journal/types';
import { nextStep } from '../../../../lib/orders/journal/next-step';
import {
	advance,
	mergeJournals,
	type JournalEvent,
	progressOf,
} from '../../../../lib/orders/journal/state-machine';
import { ACCOUNT, journal } from '../order-samples';

const at = '2026-01-15T11:00:00Z';
const now = Date.parse(at);
const draft = journal();
const EVENTS: JournalEvent[] = [
	{ kind: 'claimed', time: at, token: 't', draft },
	{ kind: 'released', time: at, why: 'no network' },
	{ kind: 'answered', time: at, answer: 'ACCEPTED', lines: draft.lines, why: '' },
	{ kind: 'answered', time: at, answer: 'REJECTED', lines: draft.lines, why: 'no stock' },
	{ kind: 'doubted', time: at, why: 'timeout' },
	{ kind: 'recorded', time: at, note: 'written' },
];

function tryTo(state: Journal | null, event: JournalEvent): Journal | null | 'refused' {
	try {
		return advance(state, event);
	} catch {
		return 'refused';
	}
}

describe('the states of an order', () => {
	it('whatever happens, only an order that is PLANNED ever comes to be SENDING', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
				let state: Journal | null = null;
				for (const event of events) {
					const next = tryTo(state, event);
					if (next === 'refused') continue;
					if (next?.state === 'SENDING')
						expect(state === null || state.state === 'PLANNED').toBe(true);
					state = next;
				}
			}),
		);
	});

	it('an answered order is never in doubt again, and an order is planned anew only by giving back an unused claim', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
				let state: Journal | null = null;
				for (const event of events) {
					const next = tryTo(state, event);
					if (next === 'refused') continue;
					if (next?.state === 'PLANNED') expect(event.kind).toBe('released');
					if (next?.state === 'UNCERTAIN') expect(['SENDING', 'UNCERTAIN']).toContain(state?.state);
					state = next;
				}
			}),
		);
	});

	it('each claim counts as one more try', () => {
		const first = advance(null, EVENTS[0] as JournalEvent);
		const again = advance(advance(first, EVENTS[1] as JournalEvent), EVENTS[0] as JournalEvent);
		expect([first.attempt, again.attempt]).toEqual([1, 2]);
	});

	it('doubt begins with the claim and keeps its first time', () => {
		const claimed = advance(null, EVENTS[0] as JournalEvent);
		const once = advance(claimed, { kind: 'doubted', time: '2026-01-15T12:00:00Z', why: 'a' });
		const twice = advance(once, { kind: 'doubted', time: '2026-01-15T13:00:00Z', why: 'b' });
		expect([once.uncertainSince, twice.uncertainSince]).toEqual([at, at]);
	});

	it('a doubt never overwrites an answer, nor an earlier try a later one', () => {
		const recorded = journal({ state: 'RECORDED' });
		expect(mergeJournals(recorded, journal({ state: 'UNCERTAIN' })).state).toBe('RECORDED');
		expect(mergeJournals(journal({ state: 'UNCERTAIN' }), recorded).state).toBe('RECORDED');
		const later = journal({ state: 'SENDING', attempt: 2 });
		expect(mergeJournals(later, recorded).attempt).toBe(2);
		expect(progressOf(later)).toBeGreaterThan(progressOf(recorded));
	});
});

describe('what a run may do with an order', () => {
	const step = (some: Journal | null, revision = 1) =>
		nextStep(some, revision, ACCOUNT, DEFAULT_TIMING, now);

	it('an order without a block is sent', () => {
		expect(step(null)).toMatchObject({ step: 'send', revision: 1 });
	});

	it('a claim that is minutes old is left to the run that holds it', () => {
		const claim = { token: 't', time: '2026-01-15T10:55:00Z' };
		expect(step(journal({ state: 'SENDING', claim }))).toMatchObject({ step: 'wait' });
	});

	it('a claim of a run that is gone is looked up, never sent', () => {
		const claim = { token: 't', time: '2026-01-15T10:40:00Z' };
		expect(step(journal({ state: 'SENDING', claim }))).toMatchObject({ step: 'lookUp' });
	});

	it('an order in doubt is looked up, an accepted one recorded, a recorded or rejected one left', () => {
		const states = ['UNCERTAIN', 'ACCEPTED', 'RECORDED', 'REJECTED'] as const;
		expect(states.map((state) => step(journal({ state })).step)).toEqual([
			'lookUp',
			'record',
			'done',
			'done',
		]);
	});

	it('an order given back rests until no write of its time can still arrive', () => {
		const just = journal({ state: 'PLANNED', changed: '2026-01-15T10:58:00Z' });
		const old = journal({ state: 'PLANNED', changed: '2026-01-15T10:50:00Z' });
		expect([step(just).step, step(old).step]).toEqual(['wait', 'send']);
	});

	it('a new revision is opened after a rejection and at no other time', () => {
		const rejected = journal({ state: 'REJECTED', changed: '2026-01-15T09:00:00Z' });
		expect(step(rejected, 2)).toMatchObject({ step: 'send', revision: 2, reopen: true });
		for (const state of ['SENDING', 'ACCEPTED', 'RECORDED'] as const)
			expect(step(journal({ state }), 2)).toMatchObject({ step: 'stop', code: 'revision-refused' });
	});

	it('in doubt for the whole waiting window, a person may open a new revision; it is looked up first', () => {
		const doubt = (uncertainSince: string) =>
			step(journal({ state: 'UNCERTAIN', uncertainSince }), 2);
		expect(doubt('2026-01-15T10:30:00Z')).toEqual({ step: 'lookUp', newRevision: false });
		expect(doubt('2026-01-15T09:30:00Z')).toEqual({ step: 'lookUp', newRevision: true });
	});

	it('an order that was given back, and never sent, may go to another account', () => {
		const production = { ...ACCOUNT, environment: 'production', customerNumber: '200002' };
		const given = (changed: string) =>
			nextStep(journal({ state: 'PLANNED', changed }), 1, production, DEFAULT_TIMING, now).step;
		expect([given('2026-01-15T10:50:00Z'), given('2026-01-15T10:58:00Z')]).toEqual([
			'send',
			'wait',
		]);
		for (const state of ['SENDING', 'UNCERTAIN', 'ACCEPTED', 'REJECTED', 'RECORDED'] as const)
			expect(nextStep(journal({ state }), 1, production, DEFAULT_TIMING, now)).toMatchObject({
				code: 'other-account',
			});
	});

	it('an order that was sent under another customer number is not sent under this one', () => {
		const other = { ...ACCOUNT, customerNumber: '200002' };
		expect(nextStep(journal(), 1, other, DEFAULT_TIMING, now)).toMatchObject({
			code: 'other-account',
		});
	});

	it('an order sent to the test environment is not taken for one sent for real', () => {
		const production = { ...ACCOUNT, environment: 'production' };
		const found = nextStep(journal(), 1, production, DEFAULT_TIMING, now);
		expect(found).toMatchObject({ step: 'stop', code: 'other-account' });
		const again = nextStep(journal(), 2, production, DEFAULT_TIMING, now);
		expect(again).toMatchObject({ step: 'send', revision: 2 });
	});
});
