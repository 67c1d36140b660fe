import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import type { ExecutedRun } from './n8n-server';

/** The owner of a throw-away n8n on loopback: printed by the demo, so no secret. */
export const OWNER = { email: 'owner@example.com', password: 'Demo-on-loopback-1' };

/** n8n's REST interface as its own editor uses it, signed in as the owner. */
export interface Editor {
	cookie: string;
	call<T>(method: string, path: string, body?: unknown): Promise<T>;
	/** Starts a workflow by its trigger as the editor's button does, and waits for its end. */
	runWorkflow(id: string, trigger: string, onTick?: () => Promise<void>): Promise<ExecutedRun>;
}

/** Makes the owner of a fresh n8n and signs in. */
export async function signUpOwner(url: string): Promise<Editor> {
	const response = await fetch(`${url}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ...OWNER, firstName: 'Demo', lastName: 'Owner' }),
	});
	if (!response.ok)
		throw new Error(`n8n refused the owner: ${response.status} ${await response.text()}`);
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const ask = () =>
			fetch(`${url}/rest${path}`, {
				method,
				headers: { 'content-type': 'application/json', cookie },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
		const answer = method === 'GET' ? await patiently(ask) : await ask();
		const text = await answer.text();
		if (!answer.ok)
			throw new Error(`n8n ${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
		return (JSON.parse(text) as { data: T }).data;
	};
	return {
		cookie,
		call,
		async runWorkflow(id, trigger, onTick) {
			const { executionId } = await call<{ executionId: string }>('POST', `/workflows/${id}/run`, {
				triggerToStartFrom: { name: trigger },
			});
			for (;;) {
				const execution = await call<StoredExecution>('GET', `/executions/${executionId}`);
				await onTick?.();
				if (execution.finished || ['error', 'crashed', 'canceled'].includes(execution.status)) {
					return { ...execution, data: parse(execution.data) as ExecutedRun['data'] };
				}
				await sleep(500);
			}
		},
	};
}

/** Publishes a workflow as its button does: only so can others call it. */
export async function publish(editor: Editor, id: string): Promise<void> {
	const { versionId } = await editor.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await editor.call('POST', `/workflows/${id}/activate`, { versionId });
}

/** While a run keeps n8n busy, it may close a connection that looks idle just as a call is made: what only reads is asked again. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
	for (let left = 5; ; left--) {
		try {
			return await ask();
		} catch (error) {
			if (left === 0) throw new Error(`n8n answers no more: ${causeOf(error)}`);
			await sleep(1000);
		}
	}
}

/** `fetch` itself says no more than "fetch failed". */
function causeOf(error: unknown): string {
	const { message, cause } = error as Error;
	return cause instanceof Error && cause.message !== '' ? cause.message : message;
}

interface StoredExecution extends Omit<ExecutedRun, 'data'> {
	finished: boolean;
	data: string;
}
