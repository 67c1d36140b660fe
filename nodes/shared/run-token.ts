/** Such as `n8n-1234-x7k2m9q4`: a person can find the execution by it. */
export function newToken(executionId: string | undefined): string {
	const chance = crypto.getRandomValues(new Uint32Array(2));
	const word = Array.from(chance, (number) => number.toString(36))
		.join('')
		.slice(0, 10);
	return `n8n-${(executionId ?? '').slice(-8)}-${word}`;
}
