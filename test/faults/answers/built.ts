import type { ICredentialType, INodeType } from 'n8n-workflow';
import { join } from 'node:path';

const DIST = join(__dirname, '..', '..', '..', 'dist');

/** A node of the package as it is built: `npm run build` comes first. */
export function builtNode(name: string, folder = capital(name)): INodeType {
	return made<INodeType>(join(DIST, 'nodes', folder, `${capital(name)}.node.js`), capital(name));
}

export function builtCredential(name: string): ICredentialType {
	return made<ICredentialType>(join(DIST, 'credentials', `${name}.credentials.js`), name);
}

function made<T>(file: string, name: string): T {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const classes = require(file) as Record<string, new () => T>;
	const found = classes[name];
	if (!found) throw new Error(`${file} has no ${name}`);
	return new found();
}

function capital(name: string): string {
	return name[0]?.toUpperCase() + name.slice(1);
}
