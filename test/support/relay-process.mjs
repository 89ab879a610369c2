// A relay that runs as the program it is: what is killed is what people run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * A relay of its own process over a folder.
 *
 * @param {string} program the built relay, as it is imported
 * @param {string} folder
 * @param {number} [port]
 * @returns its address, what it has printed, and two ways to end it
 */
export async function spawnRelay(program, folder, port = 0) {
  const script = `import(${JSON.stringify(program)}).then(({ main }) => main(process.argv.slice(1)))`;
  const args = ['--port', String(port), '--host', '127.0.0.1', '--data', folder];
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const started = new Promise((done, fail) => {
    const look = (data) => {
      output += data;
      const found = /"event":"started","url":"([^"]+)"/.exec(output)?.[1];
      if (found !== undefined) done(found);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', () => fail(new Error(`The relay ended: ${output}`)));
  });
  const exited = once(child, 'exit');
  return {
    url: await started,
    output: () => output,
    /** Lets it stand still, as a machine does that has no time for it, and go on. Its sockets stay open. */
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    /** Ends it as a loss of power ends a process. */
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    /** @returns its exit code */
    async end() {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}
