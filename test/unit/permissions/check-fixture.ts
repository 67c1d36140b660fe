import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { NoAnswer, type NoAnswerKind, type Send } from '../../../lib/shared/http';
import { DEFAULT_CHECK_SETTINGS } from '../../../lib/permissions/settings';
import { type CheckPorts, runCheck } from '../../../lib/permissions/run-check';
import type { Report } from '../../../lib/permissions/report/summary';
import type { ProofTargets } from '../../../lib/permissions/write-test/run';
import { sign } from '../../../lib/tdsynnex/ec-xml/auth';
import type { AccountSettings } from '../../../lib/tdsynnex/hosts';

/** A clock that does not wait: what a run would sleep, it has slept. */
export const hurried = {
	now: () => Date.now(),
	sleep: async () => {},
	random: () => 0,
};

export type Login = { userName: string; secret: string; integrationCode: string };

/** Sends as n8n's helper does, the credential's headers added, calls never left to hang. */
export function autotaskSend(login: Login, timeoutMs = 300): Send {
	return (request) =>
		fetched(
			{
				...request,
				headers: {
					...request.headers,
					ApiIntegrationCode: login.integrationCode,
					UserName: login.userName,
					Secret: login.secret,
				},
			},
			timeoutMs,
		);
}

export function tdSynnexSend(
	login: { userId: string; password: string },
	account: AccountSettings,
	timeoutMs = 300,
): Send {
	return (request) =>
		fetched({ ...request, body: sign(request.body ?? '', request.url, login, account) }, timeoutMs);
}

export const fetched = async (
	{ method, url, headers, body }: Parameters<Send>[0],
	timeoutMs: number,
): ReturnType<Send> => {
	try {
		const reply = await fetch(url, {
			method,
			headers,
			body,
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		});
		return {
			status: reply.status,
			headers: Object.fromEntries(reply.headers),
			body: await reply.text(),
		};
	} catch (error) {
		throw new NoAnswer(...reasonOf(error as Error, new URL(url).host));
	}
};

function reasonOf(error: Error, host: string): [NoAnswerKind, string, string] {
	const code = (error.cause as { code?: string } | undefined)?.code ?? error.name;
	const kinds: Record<string, NoAnswerKind> = {
		ECONNREFUSED: 'refused',
		ENOTFOUND: 'lookup',
		ECONNRESET: 'reset',
		UND_ERR_SOCKET: 'reset',
		TimeoutError: 'timeout',
	};
	return [kinds[code] ?? 'other', host, code];
}

export interface Check {
	login?: Partial<Login>;
	/** Stands in for the network of Autotask. */
	send?: (send: Send) => Send;
	tdSynnex?: CheckPorts['tdSynnex'];
	priceFile?: CheckPorts['priceFile'];
	impersonatedId?: string;
	settings?: Partial<typeof DEFAULT_CHECK_SETTINGS>;
	testSku?: string;
	proof?: ProofTargets;
	clock?: CheckPorts['clock'];
	signal?: AbortSignal;
	/** How long Autotask is waited for (300). */
	timeoutMs?: number;
}

/** One run of the check against the sandbox. */
export async function check(sandbox: Sandbox, wishes: Check = {}): Promise<Report> {
	const addresses = sandbox.addresses.autotask;
	if (!addresses) throw new Error('the sandbox has no Autotask');
	const login = { ...addresses, ...wishes.login };
	const send = autotaskSend(login, wishes.timeoutMs);
	return await runCheck(
		{
			autotask: {
				send: wishes.send ? wishes.send(send) : send,
				userName: login.userName,
				zoneDiscoveryUrl: addresses.zoneDiscoveryUrl,
				impersonatedId: wishes.impersonatedId ?? '',
			},
			tdSynnex: wishes.tdSynnex ?? null,
			priceFile: wishes.priceFile ?? null,
			clock: wishes.clock ?? hurried,
			signal: wishes.signal,
		},
		{ ...DEFAULT_CHECK_SETTINGS, ...wishes.settings },
		{ testSku: wishes.testSku ?? '', proof: wishes.proof },
	);
}

/** A small MSP, so that a test starts in no time. */
export const small: SandboxOptions = {
	skus: 500,
	ownProducts: 60,
	incumbentProducts: 40,
	usageLatency: false,
};

export const idsWith = (report: Report, ...statuses: string[]): string[] =>
	report.rows.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);

export function row(report: Report, id: string) {
	const found = report.rows.find((one) => one.id === id);
	if (!found) throw new Error(`no row ${id}`);
	return found;
}

export { startSandbox };
