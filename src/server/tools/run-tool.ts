import { StartRefusal } from '../start-refusal.ts';

/** Runs a command of the product: what it refuses goes to stderr in words, with exit code 1 and no stack. */
export async function runTool(tool: () => Promise<void>): Promise<void> {
	try {
		await tool();
	} catch (error) {
		if (error instanceof StartRefusal) console.error(error.message);
		// parseArgs says itself which option is wrong.
		else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
			console.error(`Deze opdracht klopt niet: ${error.message}`);
		else throw error;
		process.exitCode = 1;
	}
}
