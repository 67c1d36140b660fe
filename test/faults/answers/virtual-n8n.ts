import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { LOGIN } from '../../../sandbox/autotask/login';
import { AutotaskDoor } from '../orders/autotask-door';
import { NoAnswer, type WireRequest, type WireResponse } from '../orders/product';
import { ACCOUNT, EC_URL } from '../orders/tdsynnex-door';
import type { VirtualTime } from '../orders/virtual-time';
import { builtCredential } from './built';

export type System = 'autotask' | 'tdSynnex' | 'partner';
/** The wire: what a call gets, or the absence of an answer. */
export type Wire = (system: System, request: WireRequest) => Promise<WireResponse | NoAnswer>;

/** One run of a node. */
export interface Start {
	node: INodeType;
	/** As in the panel; the rest are the node's defaults. Functions give the value for an input item. */
	parameters: Record<string, unknown>;
	items: IDataObject[];
	/** n8n's static data, kept from run to run. */
	kept: IDataObject;
	/** Credentials besides those of both systems, and fields of them that differ. */
	logins?: Record<string, ICredentialDataDecryptedObject>;
}

export interface Ended {
	/** `null` = the run failed, or a trigger had nothing to tell. */
	outputs: INodeExecutionData[][] | null;
	error: Error | null;
	hints: string[];
	/** Whether the run neither gave anything nor failed. */
	hung: boolean;
}

/** Runs a node to its end, time passing only while everybody waits. */
export async function run(start: Start, time: VirtualTime, wire: Wire): Promise<Ended> {
	const ended: Ended = { outputs: null, error: null, hints: [], hung: true };
	const { node } = start;
	const context = contextOf(start, wire, ended.hints);
	const release = takeOver(time);
	try {
		const work = node.poll
			? node.poll.call(context as unknown as IPollFunctions)
			: (node.execute?.call(context as unknown as IExecuteFunctions) as Promise<
					INodeExecutionData[][]
				>);
		const done = work.then(
			(outputs) => Object.assign(ended, { outputs, hung: false }),
			(error: unknown) => Object.assign(ended, { error, hung: false }),
		);
		await time.runOut();
		if (!ended.hung) await done;
		return ended;
	} finally {
		release();
	}
}

/** As much of n8n's contexts as the nodes use; a credential signs each request as it does there. */
function contextOf({ node, parameters, items, kept, logins }: Start, wire: Wire, hints: string[]) {
	const { description } = node;
	const ours: INode = {
		id: 'node',
		name: description.displayName,
		type: `n8n-nodes-tdsynnex-autotask.${description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: {
			autotaskPsaApi: { id: '1', name: 'Autotask' },
			tdSynnexEcApi: { id: '2', name: 'TD SYNNEX' },
			...(logins?.tdSynnexPartnerApi && { tdSynnexPartnerApi: { id: '3', name: 'Partner' } }),
		},
	};
	const credentialOf = (type: string) => ({ ...CREDENTIALS[type], ...logins?.[type] });
	const isItems = (value: unknown): value is (json: IDataObject) => unknown =>
		typeof value === 'function';
	const fixed = Object.fromEntries(
		Object.entries(parameters).filter(([, value]) => !isItems(value)),
	) as INode['parameters'];
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		fixed,
		true,
		false,
		ours,
		description,
	);
	const valueOf = (name: string, item: number, otherwise: unknown, extract: boolean): unknown => {
		const given = parameters[name];
		const json = items[item] ?? {};
		const value = isItems(given) ? given(json) : ofItem(all?.[name] ?? given, json);
		if (value === undefined) return otherwise;
		const isLocator = extract && typeof value === 'object' && value !== null && '__rl' in value;
		return isLocator ? (value as unknown as { value: unknown }).value : value;
	};
	const cancel = new AbortController().signal;
	const shared = {
		getNode: () => ours,
		getWorkflow: () => ({ id: 'wf', name: 'Fuzz', active: true }),
		getMode: () => 'trigger' as const,
		getCredentials: async (type: string) => credentialOf(type),
		getWorkflowStaticData: () => kept,
		helpers: helpersOf(wire, credentialOf),
	};
	if (node.poll)
		return {
			...shared,
			getNodeParameter: (name: string, otherwise: unknown, how?: { extractValue?: boolean }) =>
				valueOf(name, 0, otherwise, how?.extractValue === true),
		};
	return {
		...shared,
		getInputData: () => items.map((json) => ({ json })),
		getExecutionId: () => '77',
		getExecutionCancelSignal: () => cancel,
		continueOnFail: () => false,
		sendMessageToUI: () => undefined,
		addExecutionHints: (...given: { message: string }[]) =>
			void hints.push(...given.map(({ message }) => message)),
		getNodeParameter: (
			name: string,
			item: number,
			otherwise: unknown,
			how?: { extractValue?: boolean },
		) => valueOf(name, item, otherwise, how?.extractValue === true),
	};
}

/** The one kind of expression that the nodes have as a default. */
function ofItem(value: unknown, json: IDataObject): unknown {
	const [, field] = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value)) ?? [];
	return field === undefined ? value : json[field];
}

function helpersOf(wire: Wire, credentialOf: (type: string) => ICredentialDataDecryptedObject) {
	return {
		prepareBinaryData: async () => ({ mimeType: 'text/html', data: '' }),
		checkProcessedAndRecord: async () => ({ new: [], processed: [] }),
		removeProcessed: async () => undefined,
		async httpRequestWithAuthentication(type: string, options: IHttpRequestOptions) {
			const [system, sign] = SIGNERS[type] as [System, Sign];
			const signed = await sign(credentialOf(type), options);
			const answer = await wire(system, {
				method: signed.method as WireRequest['method'],
				url: signed.url,
				body: signed.body as string | undefined,
			});
			if (answer instanceof NoAnswer)
				throw Object.assign(new Error(answer.detail), { code: answer.detail, isAxiosError: true });
			// asked for by the partner API alone, so that n8n fetches a new token
			const isError = answer.status === 401 && typeof options.ignoreHttpStatusErrors === 'object';
			if (isError) throw Object.assign(new Error('Unauthorized'), { httpCode: '401' });
			return { statusCode: answer.status, headers: answer.headers, body: answer.body };
		},
	};
}

type Sign = (
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;
const signer = (name: string) => builtCredential(name).authenticate as Sign;
const SIGNERS: Record<string, [System, Sign]> = {
	autotaskPsaApi: ['autotask', signer('AutotaskPsaApi')],
	tdSynnexEcApi: ['tdSynnex', signer('TdSynnexEcApi')],
	tdSynnexPartnerApi: ['partner', signer('TdSynnexPartnerApi')],
};
const CREDENTIALS: Record<string, ICredentialDataDecryptedObject> = {
	autotaskPsaApi: {
		...LOGIN,
		zoneDiscoveryUrl: AutotaskDoor.discoveryUrl,
		impersonationResourceId: '',
	},
	tdSynnexEcApi: {
		userId: ACCOUNT.userId,
		password: ACCOUNT.password,
		customerNumber: ACCOUNT.customerNumber,
		country: 'US',
		environment: 'custom',
		ecUrl: EC_URL,
		invoiceUrl: EC_URL,
	},
	tdSynnexPartnerApi: {
		clientId: ACCOUNT.clientId,
		clientSecret: ACCOUNT.clientSecret,
		country: 'US',
		environment: 'custom',
		baseUrl: EC_URL,
		tokenUrl: `${EC_URL}/oauth2/v1/token`,
		accessToken: 'a-token',
	},
};

/** Timers and dates of the whole process become those of the virtual time. @returns undoes it */
function takeOver(time: VirtualTime): () => void {
	const { setTimeout: realTimeout, Date: RealDate } = globalThis;
	class VirtualDate extends RealDate {
		constructor(...given: unknown[]) {
			super(...((given.length === 0 ? [time.now()] : given) as [number]));
		}
		static override now(): number {
			return time.now();
		}
	}
	globalThis.setTimeout = ((then: () => void, ms = 0) =>
		time.in(ms, then)) as unknown as typeof setTimeout;
	globalThis.Date = VirtualDate as DateConstructor;
	return () => {
		globalThis.setTimeout = realTimeout;
		globalThis.Date = RealDate;
	};
}
