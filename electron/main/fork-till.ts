/** The till service as a utility process. */

import { utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import type { TillStart } from '#shared/contracts/supervision.ts';
import type { TillPeer } from './join-ports.ts';
import type { ServiceProcess, ServiceSigns } from './supervise-service.ts';
import { killUtility } from './kill-utility.ts';

export type TillService = ServiceProcess & TillPeer<MessagePortMain> & { readonly beat: () => void };

/** `start` holds the keys; they travel over the service's private channel and nowhere else. */
export function forkTill(file: string, start: TillStart, signs: ServiceSigns): TillService {
  const child = utilityProcess.fork(file, [], { serviceName: 'Vafa till service', stdio: 'inherit' });
  child.on('message', signs.received);
  child.once('exit', signs.exited);
  child.postMessage(start);
  return {
    kill: (how) => killUtility(child, how),
    takePort: (peer, port) => child.postMessage({ message: 'port', peer }, [port]),
    beat: () => child.postMessage({ message: 'alive' }),
  };
}
