import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import type { VirtualTime } from '../orders/virtual-time';
import { credentialData, helpersOf, testHelpersOf, type Wire } from './virtual-helpers';

/** A method of a node that a screen calls: a drop-down, a search, a Test button. */
export interface Screen {
	kind: 'listSearch' | 'loadOptions' | 'credentialTest';
	method: string;
	/** What is typed into a search. */
	typed?: string;
	/** The type that a Test button is of. */
	credential?: string;
}

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
	/** What is called in place of the node's own work. */
	screen?: Screen;
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
	const context = contextOf(start, wire, ended.hints);
	const release = takeOver(time);
	try {
		const work = workOf(start, context, wire);
		const done = work.then(
			(outputs) => Object.assign(ended, { outputs, hung: false }),
			(error: unknown) => Object.assign(ended, { error, hung: false }),
		);
		await time.runOut();
		// a node that has worked for long gives n8n a turn, in real time: on a busy machine often
		const until = performance.now() + A_TURN_MS;
		while (ended.hung && performance.now() < until) await time.runOut();
		if (!ended.hung) await done;
		return ended;
	} finally {
		release();
	}
}

/** A run in which nothing has happened for so long never ends. */
const A_TURN_MS = 2_000;

type Context = ReturnType<typeof contextOf>;

function workOf({ node, screen, logins }: Start, context: Context, wire: Wire) {
	if (screen) return called(node, screen, context, { wire, logins });
	if (node.poll) return node.poll.call(context as unknown as IPollFunctions);
	return node.execute?.call(context as unknown as IExecuteFunctions) as Promise<
		INodeExecutionData[][]
	>;
}

/** What a screen is shown, an item each. */
async function called(
	{ methods }: INodeType,
	{ kind, method, typed, credential = '' }: Screen,
	context: Context,
	{ wire, logins }: { wire: Wire; logins: Start['logins'] },
): Promise<INodeExecutionData[][]> {
	const panel = context as unknown as ILoadOptionsFunctions;
	const results = async (): Promise<object[]> => {
		if (kind === 'listSearch')
			return (await methods?.listSearch?.[method]?.call(panel, typed))?.results ?? [];
		if (kind === 'loadOptions') return (await methods?.loadOptions?.[method]?.call(panel)) ?? [];
		const functions = { helpers: testHelpersOf(wire, credential) };
		const data = credentialData(credential, logins?.[credential]);
		const chosen = { id: '1', name: credential, type: credential, data };
		const test = methods?.credentialTest?.[method];
		const told = await test?.call(functions as unknown as ICredentialTestFunctions, chosen);
		return told ? [told] : [];
	};
	return [(await results()).map((shown) => ({ json: { ...shown } }))];
}

/** As much of n8n's contexts as the nodes use; a credential signs each request as it does there. */
export function contextOf(
	{ node, parameters, items, kept, logins }: Start,
	wire: Wire,
	hints: string[],
) {
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
	const credentials = new Map<string, ICredentialDataDecryptedObject>();
	const credentialOf = (type: string) => {
		const data = credentials.get(type) ?? credentialData(type, logins?.[type]);
		credentials.set(type, data);
		return data;
	};
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
		helpers: helpersOf(wire, credentialOf, ours),
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
