/** What another machine's clock said, and between which moments of ours it was asked and had answered. */
export interface ClockReading {
  readonly theirs: Date;
  readonly askedAt: Date;
  readonly answeredAt: Date;
}
