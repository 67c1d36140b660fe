import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';

export interface Answer {
	status: number;
	body: Record<string, never> & {
		items: Array<Record<string, unknown>>;
		item: Record<string, unknown>;
		itemId: number;
		errors: string[];
		Message: string;
		queryCount: number;
		fields: Array<Record<string, unknown>>;
		info: Record<string, unknown>;
		pageDetails: { count: number; requestCount: number; nextPageUrl: string | null };
	};
	text: string;
}

/** A bare client: what the tests send is what the wire carries. */
export interface Api {
	sandbox: Sandbox;
	/** `http://host/ATServicesRest/` */
	zoneUrl: string;
	headers: Record<string, string>;
	call(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<Answer>;
	/** A query that has to succeed. */
	find(entity: string, ...filter: unknown[]): Promise<Array<Record<string, unknown>>>;
	/** The one record that a filter finds. */
	one(entity: string, field: string, value: unknown): Promise<Record<string, unknown>>;
	/** @throws Error where the twin broke: Autotask answers 500 to refuse, and so does a twin with a fault of its own. */
	close(): Promise<void>;
}

/** A small twin, quick to start. */
export async function openApi(options: SandboxOptions = {}): Promise<Api> {
	const sandbox = await startSandbox({
		only: 'autotask',
		skus: 1_000,
		ownProducts: 60,
		incumbentProducts: 60,
		...options,
	});
	const login = sandbox.addresses.autotask;
	if (!login) throw new Error('no Autotask twin');
	const headers = {
		ApiIntegrationCode: login.integrationCode,
		UserName: login.userName,
		Secret: login.secret,
		'Content-Type': 'application/json',
	};
	const api: Api = {
		sandbox,
		zoneUrl: login.zoneDiscoveryUrl,
		headers,
		async call(method, path, body, more = {}) {
			const url = path.startsWith('http') ? path : `${login.zoneDiscoveryUrl}V1.0${path}`;
			const response = await fetch(url, {
				method,
				headers: { ...headers, ...more },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const text = await response.text();
			return { status: response.status, text, body: (safely(text) ?? {}) as Answer['body'] };
		},
		async find(entity, ...filter) {
			const { status, text, body } = await api.call('POST', `/${entity}/query`, { filter });
			if (status !== 200) throw new Error(text);
			return body.items;
		},
		async one(entity, field, value) {
			const found = await api.find(entity, { op: 'eq', field, value });
			if (found.length !== 1)
				throw new Error(`${found.length} ${entity} with ${field} ${String(value)}`);
			return found[0] as Record<string, unknown>;
		},
		async close() {
			const crashes = sandbox.control
				.ledger({ system: 'autotask' })
				.map(({ detail }) => String(detail))
				.filter((detail) => /\n\s+at /.test(detail));
			await sandbox.close();
			if (crashes.length > 0) throw new Error(`the twin broke: ${crashes.join('\n')}`);
		},
	};
	return api;
}

function safely(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
