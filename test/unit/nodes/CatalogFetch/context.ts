import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import axios from 'axios';
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	NodeExecutionHint,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { TdSynnexEcApi } from '../../../../credentials/TdSynnexEcApi.credentials';

export interface Faked {
	context: IExecuteFunctions;
	hints: string[];
}

export interface FakeRun {
	parameters: IDataObject;
	items?: IDataObject[];
	/** One an input item. */
	files?: { name: string; content: Buffer; inMemory?: boolean }[];
	credential?: IDataObject;
	goOn?: boolean;
	signal?: AbortSignal;
	/** What the node keeps from run to run. */
	memory?: IDataObject;
}

/**
 * As much of n8n's execution context as the node uses; HTTP goes out for real, signed by the
 * real credential.
 */
export function fakeRun({
	parameters,
	items,
	files = [],
	credential = {},
	goOn = false,
	signal,
	memory = {},
}: FakeRun): Faked {
	const hints: string[] = [];
	const node = {
		id: '1',
		name: 'Fetch',
		type: 'catalogFetch',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'wf', name: 'Daily catalog sync' }),
		getExecutionId: () => '77',
		getWorkflowStaticData: () => memory,
		getInputData: () => (items ?? files.map(() => ({}))).map((json) => ({ json })),
		getNodeParameter: (name: string, _: number, fallback: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => credential,
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => goOn,
		addExecutionHints: (...given: NodeExecutionHint[]) =>
			hints.push(...given.map(({ message }) => message)),
		helpers: {
			assertBinaryData: (index: number) => ({
				fileName: files[index]?.name,
				...(files[index]?.inMemory ? {} : { id: String(index) }),
			}),
			getBinaryStream: async (id: string) => Readable.from([files[Number(id)]?.content]),
			prepareBinaryData: async (content: Buffer, fileName: string, mimeType: string) => ({
				data: content.toString('base64'),
				fileName,
				mimeType,
			}),
			getBinaryDataBuffer: async (index: number) => files[index]?.content,
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) => {
				try {
					const signed = await new TdSynnexEcApi().authenticate(credential as never, options);
					return await httpLike(signed);
				} catch (error) {
					throw new NodeApiError(node as never, error as never);
				}
			},
		},
	};
	return { context: context as unknown as IExecuteFunctions, hints };
}

/** n8n's helper is axios with these settings. */
export async function httpLike(options: IHttpRequestOptions) {
	const { data, status, headers } = await axios.request<string>({
		method: options.method,
		url: options.url,
		headers: options.headers as Record<string, string>,
		data: options.body,
		timeout: options.timeout,
		responseType: 'text',
		validateStatus: () => true,
		maxRedirects: 0,
	});
	return { statusCode: status, headers, body: data };
}

/** A loopback host that answers every request as told and remembers what came. */
export async function host(answer: (body: string) => { status?: number; body: string }) {
	const bodies: string[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (part: string) => (body += part));
		request.on('end', () => {
			bodies.push(body);
			const reply = answer(body);
			response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/xml' });
			response.end(reply.body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const ecUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const close = () =>
		new Promise<void>((resolve) => {
			server.closeAllConnections();
			server.close(() => resolve());
		});
	return { ecUrl, bodies, close };
}

export function credentialFor(ecUrl: string): IDataObject {
	return {
		userId: 'api@example.com',
		password: 'pass<word>',
		customerNumber: '100001',
		country: 'US',
		environment: 'custom',
		ecUrl,
		invoiceUrl: '',
	};
}
