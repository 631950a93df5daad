declare module "@adobe/structured-data-validator" {
  interface Issue {
    readonly severity: "ERROR" | "WARNING";
    readonly issueMessage: string;
  }
  const Validator: new (
    vocabulary?: object,
  ) => {
    validate(data: {
      readonly jsonld: Readonly<Record<string, readonly unknown[]>>;
      readonly microdata: object;
      readonly rdfa: object;
    }): Promise<readonly Issue[]>;
  };
  export default Validator;
}
