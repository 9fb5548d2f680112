/** Passwords of people at HQ: argon2id, away from the event loop, and a few at a time. */

import { hash, verify } from '@node-rs/argon2';
import { passwordLengthMin } from '#shared/contracts/hq/admin-session.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { RandomBytes } from '#shared/kernel/rng.ts';

export type PasswordCost = { readonly memoryKiB: number; readonly passes: number };

/** 64 MiB and three passes: about 150 ms. */
export const passwordCost: PasswordCost = { memoryKiB: 65_536, passes: 3 };

export type Passwords = {
  /** `busy` when too many wait already. */
  readonly verifierOf: (password: string) => Promise<Result<string, 'busy'>>;
  /** Without a verifier it takes the same time and is false: nobody learns which names exist. */
  readonly isPassword: (password: string, verifier: string | undefined) => Promise<Result<boolean, 'busy'>>;
};

/** `Algorithm.Argon2id` of the package, whose const enum cannot be used with isolated modules. */
const argon2id = 2;
/** Each takes its 64 MiB and a thread of the pool, of which files and look-ups need some too. */
const atOnceMax = 2;
const waitingMax = 50;

export async function createPasswords(randomBytes: RandomBytes, cost: PasswordCost): Promise<Passwords> {
  const options = {
    algorithm: argon2id,
    memoryCost: cost.memoryKiB,
    timeCost: cost.passes,
    parallelism: 1,
  };
  const inTurn = createTurns();
  const verifierOfNobody = await hash(bytesToHex(randomBytes(16)), options);
  return {
    verifierOf: (password) => inTurn(() => hash(plain(password), options)),
    isPassword: (password, verifier) =>
      inTurn(async () => {
        const isRight = await verify(verifier ?? verifierOfNobody, plain(password));
        return isRight && verifier !== undefined;
      }),
  };
}

export type PasswordWeakness = 'short' | 'login' | 'simple';

const distinctMin = 5;
const loginLengthMin = 3;

/** What is wrong with a password that is to be chosen; `undefined` for nothing. */
export function passwordWeakness(password: string, login: string): PasswordWeakness | undefined {
  const characters = Array.from(plain(password));
  if (characters.length < passwordLengthMin) return 'short';
  if (new Set(characters).size < distinctMin) return 'simple';
  const holdsLogin = plain(password).toLowerCase().includes(login.toLowerCase());
  return login.length >= loginLengthMin && holdsLogin ? 'login' : undefined;
}

/** One form of what looks the same, whichever keyboard typed it. */
function plain(password: string): string {
  return password.normalize('NFKC');
}

type InTurn = <Value>(work: () => Promise<Value>) => Promise<Result<Value, 'busy'>>;

function createTurns(): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnceMax) {
      if (waiting.length >= waitingMax) return err('busy');
      // The one that ends hands its place over, so nobody can come in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return ok(await work());
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
