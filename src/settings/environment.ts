/** The process's, or what stands for it. */
export type Environment = Readonly<Record<string, string | undefined>>;
