/**
 * Values of one kind as a column: what is alike stands beside what is alike, and compresses to a third less than records
 * one after the other. docs/sync-protocol.md tells the form for whoever reads it.
 */

/** What one record of columns may hold, so that a short text cannot be made into a machine's whole memory. */
export const blockRecordsMax = 10_000;
/** Values, lists and objects together. */
export const blockCellsMax = 2_000_000;
export const columnDepthMax = 12;
/** A longer text is not told once for all. */
export const sameLettersMax = 1_000;

export type Scalar = string | number | boolean | null;

export type Column =
  | readonly unknown[]
  /** The same for all of them. */
  | { readonly same: Scalar }
  /** UUIDs, 32 hexadecimal digits each, one behind the other. */
  | { readonly uuids: string }
  /** Whole numbers as multiples of `unit`. */
  | { readonly unit: number; readonly values: readonly number[] }
  /** Whole numbers as the differences to the one before, the first to 0, as multiples of `unit`. */
  | { readonly unit: number; readonly steps: readonly number[] }
  /** Lists: how long each is, and all of their items. */
  | { readonly lengths: Column; readonly items: Column }
  /** Objects, field by field. */
  | { readonly fields: Readonly<Record<string, Column>> }
  /** Fields that some lack: 1 where there is one and 0 where there is none, and those that there are. */
  | { readonly has: Column; readonly present: Column };
