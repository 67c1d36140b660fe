import type { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

/** Decrypted credential data by credential type. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/**
 * Stands in for n8n's credential store and does with `authenticate` what n8n's own does: a function
 * is called, a generic rule is resolved and merged. (The real one is exercised by the end-to-end tests.)
 */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly data: CredentialData,
	) {
		super();
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (authenticate === undefined) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const signed = request as unknown as Record<string, Record<string, string>>;
		for (const [section, values] of Object.entries(authenticate.properties)) {
			const target = (signed[section] ??= {});
			for (const [name, value] of Object.entries(values as Record<string, unknown>)) {
				target[name] = resolve(value, credentials, workflow, node);
			}
		}
		return request;
	}

	async getDecrypted(
		_data: unknown,
		_which: unknown,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const found = this.data[type];
		if (!found) throw new Error(`this test has no credential of type ${type}`);
		return structuredClone(found);
	}

	getCredentialsProperties(type: string) {
		return this.type(type).properties;
	}

	getParentTypes(type: string): string[] {
		return this.type(type).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	getCredentials(): Promise<never> {
		return Promise.reject(new Error('not part of these tests'));
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	private type(name: string): ICredentialType {
		return this.loader.getCredential(name).type;
	}
}

function resolve(
	value: unknown,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (typeof value !== 'string' || !value.startsWith('=')) return String(value);
	const found = workflow.expression.getSimpleParameterValue(
		node,
		value,
		'internal',
		{ $credentials: credentials } as never,
		undefined,
		'',
	);
	return String(found || '');
}
