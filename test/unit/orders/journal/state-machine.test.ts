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
	{ kind: 'claimed', time: at, token: 't', settle: 10_000, draft },
	{ kind: 'posting', time: at },
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
	it('whatever happens, only an order that is PLANNED is ever claimed, and only a claimed one posted', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 12 }), (events) => {
				let state: Journal | null = null;
				for (const event of events) {
					const next = tryTo(state, event);
					if (next === 'refused') continue;
					if (next?.state === 'CLAIMED')
						expect(state === null || state.state === 'PLANNED').toBe(true);
					if (next?.state === 'POSTING') expect(state?.state).toBe('CLAIMED');
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
					if (next?.state === 'UNCERTAIN')
						expect(['CLAIMED', 'POSTING', 'UNCERTAIN']).toContain(state?.state);
					state = next;
				}
			}),
		);
	});

	it('each claim counts as one more try', () => {
		const first = advance(null, EVENTS[0] as JournalEvent);
		const again = advance(advance(first, EVENTS[2] as JournalEvent), EVENTS[0] as JournalEvent);
		expect([first.attempt, again.attempt]).toEqual([1, 2]);
	});

	it('doubt begins with the posting and keeps its first time', () => {
		const claimed = advance(null, { ...EVENTS[0], time: '2026-01-15T10:00:00Z' } as JournalEvent);
		const posting = advance(claimed, { kind: 'posting', time: at });
		const once = advance(posting, { kind: 'doubted', time: '2026-01-15T12:00:00Z', why: 'a' });
		const twice = advance(once, { kind: 'doubted', time: '2026-01-15T13:00:00Z', why: 'b' });
		expect([once.uncertainSince, twice.uncertainSince]).toEqual([at, at]);
	});

	it('a doubt never overwrites an answer, nor a claim what became of another try', () => {
		const recorded = journal({ state: 'RECORDED' });
		expect(mergeJournals(recorded, journal({ state: 'UNCERTAIN' })).state).toBe('RECORDED');
		expect(mergeJournals(journal({ state: 'UNCERTAIN' }), recorded).state).toBe('RECORDED');
		const later = journal({ state: 'POSTING', attempt: 2 });
		expect(mergeJournals(later, recorded).state).toBe('RECORDED');
		expect(progressOf(journal({ state: 'CLAIMED', revision: 2 }))).toBeGreaterThan(
			progressOf(recorded),
		);
	});
});

describe('what a run may do with an order', () => {
	const step = (some: Journal | null, revision = 1) =>
		nextStep(some, { claim: null, revision }, ACCOUNT, DEFAULT_TIMING, now);

	it('an order without a block is sent', () => {
		expect(step(null)).toMatchObject({ step: 'send', revision: 1 });
	});

	const claimedAt = (time: string, settle = 10_000) => ({ token: 't', time, settle });

	it('a claim that is minutes old is left to the run that holds it', () => {
		const found = nextStep(
			null,
			{ claim: claimedAt('2026-01-15T10:55:00Z'), revision: 1 },
			ACCOUNT,
			DEFAULT_TIMING,
			now,
		);
		expect(found).toMatchObject({ step: 'wait', until: '2026-01-15T11:05:00Z' });
	});

	it('a claim of a run that is gone is begun anew: nothing was sent by it', () => {
		const found = nextStep(
			null,
			{ claim: claimedAt('2026-01-15T10:40:00Z'), revision: 1 },
			ACCOUNT,
			DEFAULT_TIMING,
			now,
		);
		expect(found).toMatchObject({ step: 'send' });
	});

	it('a claim with another settle time is told', () => {
		const claim = claimedAt('2026-01-15T10:59:00Z', 20_000);
		expect(nextStep(null, { claim, revision: 1 }, ACCOUNT, DEFAULT_TIMING, now)).toMatchObject({
			cause: expect.stringContaining('its Settle Time is 20 seconds, and here it is 10'),
		});
	});

	it('an order that was being posted is looked up once the run is gone, never sent', () => {
		const changed = (time: string) => step(journal({ state: 'POSTING', changed: time })).step;
		expect(changed('2026-01-15T10:55:00Z')).toBe('wait');
		expect(changed('2026-01-15T10:40:00Z')).toBe('lookUp');
	});

	it('a revision whose word was taken back is not sent', () => {
		const planned = journal({ state: 'PLANNED', revision: 2, changed: '2026-01-15T09:00:00Z' });
		expect(step(planned, 1)).toMatchObject({ step: 'stop', code: 'revision-withdrawn' });
		expect(step(planned, 2)).toMatchObject({ step: 'send' });
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
		for (const state of ['ACCEPTED', 'RECORDED'] as const)
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
			nextStep(
				journal({ state: 'PLANNED', changed }),
				{ claim: null, revision: 1 },
				production,
				DEFAULT_TIMING,
				now,
			).step;
		expect([given('2026-01-15T10:50:00Z'), given('2026-01-15T10:58:00Z')]).toEqual([
			'send',
			'wait',
		]);
		for (const state of ['POSTING', 'UNCERTAIN', 'ACCEPTED', 'REJECTED', 'RECORDED'] as const)
			expect(
				nextStep(journal({ state }), { claim: null, revision: 1 }, production, DEFAULT_TIMING, now),
			).toMatchObject({
				code: 'other-account',
			});
	});

	it('an order that was sent under another customer number is not sent under this one', () => {
		const other = { ...ACCOUNT, customerNumber: '200002' };
		expect(
			nextStep(journal(), { claim: null, revision: 1 }, other, DEFAULT_TIMING, now),
		).toMatchObject({
			code: 'other-account',
		});
	});

	it('an order sent to the test environment is not taken for one sent for real', () => {
		const production = { ...ACCOUNT, environment: 'production' };
		const found = nextStep(
			journal(),
			{ claim: null, revision: 1 },
			production,
			DEFAULT_TIMING,
			now,
		);
		expect(found).toMatchObject({ step: 'stop', code: 'other-account' });
		const again = nextStep(
			journal(),
			{ claim: null, revision: 2 },
			production,
			DEFAULT_TIMING,
			now,
		);
		expect(again).toMatchObject({ step: 'send', revision: 2 });
	});
});
