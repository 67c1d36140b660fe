import { setTimeout as sleep } from 'node:timers/promises';
import {
	createInBatches,
	type CreationSteps,
} from '../../../../lib/catalog/apply/create-in-batches';
import type { Decision } from '../../../../lib/catalog/plan/decision';

const decisions = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ index }) as Decision);

/** An Autotask in which each call takes a moment. */
function slowSteps() {
	const created = new Set<number>();
	let underWay = 0;
	const looks: { asked: number[]; before: Set<number>; underWay: number }[] = [];
	const steps: CreationSteps = {
		async create({ index }) {
			underWay += 1;
			await sleep(2);
			created.add(index);
			underWay -= 1;
		},
		createdId: ({ index }) => (created.has(index) ? index + 1 : null),
		async existingIds(asked) {
			looks.push({ asked: asked.map(({ index }) => index), before: new Set(created), underWay });
			await sleep(1);
			return ({ index }) => (created.has(index) ? [index + 1] : []);
		},
		createdElsewhere() {},
		async duplicated() {},
	};
	return { steps, looks, created };
}

describe('products created in portions', () => {
	test('are all looked for before they are created, and again afterwards', async () => {
		const { steps, looks, created } = slowSteps();
		await createInBatches(decisions(180), steps);
		expect(created.size).toBe(180);
		for (const { index } of decisions(180)) {
			const about = looks.filter(({ asked }) => asked.includes(index));
			expect(about.map(({ before }) => before.has(index))).toEqual([false, true]);
		}
		// the first alone, four portions, and the last look
		expect(looks).toHaveLength(6);
	});

	test('that were under way when another run was met are looked at as well', async () => {
		const { steps, created } = slowSteps();
		const doubled: number[] = [];
		let isStopped = false;
		await createInBatches(decisions(120), {
			...steps,
			create: async (decision) => (isStopped ? undefined : await steps.create(decision)),
			async existingIds(asked) {
				const isOver = asked.every(({ index }) => created.has(index));
				if (isStopped && !isOver) return null;
				await sleep(1);
				// the other run has made each of them before, except the first one
				return ({ index }) => (created.has(index) ? [index === 0 ? 1 : index - 1_000] : []);
			},
			async duplicated({ index }) {
				isStopped = true;
				doubled.push(index);
			},
		});
		const made = [...created].filter((index) => index > 0).sort((a, b) => a - b);
		expect(made.length).toBeGreaterThan(45);
		expect(doubled.sort((a, b) => a - b)).toEqual(made);
	});

	test('keep the threads busy while the next portion is looked for', async () => {
		const { steps, looks } = slowSteps();
		await createInBatches(decisions(180), steps);
		const between = looks.slice(2, -1);
		expect(between).toHaveLength(3);
		for (const { underWay } of between) expect(underWay).toBeGreaterThan(0);
	});
});
