/** What the tests use of the client that n8n's FTP node uses; the package brings no types. */
declare module 'ssh2-sftp-client' {
	export default class Client {
		on(event: 'error', listener: (error: Error) => void): void;
		connect(to: {
			host: string;
			port: number;
			username: string;
			password: string;
		}): Promise<unknown>;
		list(path: string): Promise<Array<{ name: string; type: string; size: number }>>;
		get(path: string): Promise<unknown>;
		exists(path: string): Promise<false | string>;
		put(content: Buffer, path: string): Promise<unknown>;
		delete(path: string): Promise<unknown>;
		rename(from: string, to: string): Promise<unknown>;
		mkdir(path: string): Promise<unknown>;
		end(): Promise<unknown>;
	}
}
