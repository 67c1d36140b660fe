import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import type { Editor } from '../../demo/n8n-editor';
import type { ExecutedRun } from '../../demo/n8n-server';

/** How often n8n is asked whether a run is over, in milliseconds. */
const LOOK = 200;
/** How long something is waited for, in milliseconds: it comes in a second or two, unless the machine is busy. */
const PATIENCE = 120_000;
const UNDER_WAY = ['new', 'running'];

/**
 * Starts a workflow by its trigger and waits for its end. The twins live in this process: while they work, n8n may
 * close a connection that looks idle, so what only reads is asked again.
 */
export async function run(editor: Editor, id: string, trigger: string): Promise<ExecutedRun> {
	await patient(() => editor.call('GET', '/settings'));
	const { executionId } = await editor.call<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	// the list tells the state alone: a whole run can be megabytes
	for (;;) {
		const [mine] = (await runsOf(editor, id)).filter((one) => one.id === executionId);
		if (mine && !UNDER_WAY.includes(mine.status)) return await executed(editor, executionId);
		await sleep(LOOK);
	}
}

/** Waits for a workflow's first run that began after `since`, and for its end. */
export async function nextRun(editor: Editor, id: string, since: Date): Promise<ExecutedRun> {
	for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(LOOK)) {
		const [first] = (await runsOf(editor, id)).filter(
			({ startedAt }) => startedAt !== null && new Date(startedAt) >= since,
		);
		if (!first || UNDER_WAY.includes(first.status)) continue;
		return await executed(editor, first.id);
	}
	throw new Error(`workflow ${id} did not run in time`);
}

/**
 * Waits until n8n serves a version that it was told to publish: it says yes first, and switches the triggers on, with
 * a first look of those that poll, a moment later.
 */
export async function served(editor: Editor, id: string, versionId: string): Promise<void> {
	for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(100)) {
		const { liveVersionId, pendingVersionId, triggers } = await patient(() =>
			editor.call<Publication>('GET', `/workflows/${id}/publication-status`),
		);
		if (liveVersionId !== versionId || pendingVersionId !== null) continue;
		const wrong = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
		if (wrong.length > 0) throw new Error(`workflow ${id} is not served: ${wrong.join()}`);
		return;
	}
	throw new Error(`workflow ${id} was not served in time`);
}

interface Publication {
	liveVersionId: string | null;
	pendingVersionId: string | null;
	triggers: { errorMessage: string | null }[];
}

interface Listed {
	id: string;
	/** Null until n8n has begun it. */
	startedAt: string | null;
	status: string;
}

/** The last runs of a workflow, oldest first. */
export async function runsOf(editor: Editor, id: string): Promise<Listed[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await patient(() =>
		editor.call<{ results: Listed[] }>('GET', `/executions?filter=${filter}&limit=20`),
	);
	return results.sort((one, other) => Number(one.id) - Number(other.id));
}

async function executed(editor: Editor, executionId: string): Promise<ExecutedRun> {
	const execution = await patient(() =>
		editor.call<Omit<ExecutedRun, 'data'> & { data: string }>('GET', `/executions/${executionId}`),
	);
	return { ...execution, data: parse(execution.data) as ExecutedRun['data'] };
}

/** What only reads, or may be done twice, is tried again when n8n has closed the connection. */
export async function patient<T>(read: () => Promise<T>): Promise<T> {
	for (let left = 5; ; left--) {
		try {
			return await read();
		} catch (error) {
			if (left === 0 || !String(error).includes('fetch failed')) throw error;
			await sleep(300);
		}
	}
}
