/** n8n turns bots away from links that order; a fetch without a name counts as one. */
export const BROWSER = {
	'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36',
};
