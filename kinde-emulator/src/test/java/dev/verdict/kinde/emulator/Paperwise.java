package dev.verdict.kinde.emulator;

/** Names in the data of Paperwise. */
final class Paperwise {
    static final String WEB = "dee7f3c57b3c47e8b96edde2c7ecab7d";
    static final String WEB_SECRET = "paperwiseWebSecretForTestsOnly0000000000001";
    static final String SPA = "5ba0c1d2e3f44a5b8c9d0e1f2a3b4c5d";
    static final String HASURA = "9a5e7a00c0de4f0e8a1b2c3d4e5f6a7b";
    static final String STRIPPED = "57e1bbed00c04f0e8a1b2c3d4e5f6a7b";
    static final String SHORT_LIVED = "5402711fe0c04f0e8a1b2c3d4e5f6a7b";
    static final String SHORT_LIVED_SECRET = "paperwiseShortLivedSecretForTestsOnly0000004";
    static final String INDEXER = "a1b8d0c54e7f4f0c8f1f6a2d3c4b5a69";
    static final String INDEXER_SECRET = "svcIndexerSecretForTestsOnly000000000000005";
    static final String AGENT = "b2c9e1d65f8a4a1d9a2a7b3e4d5c6b70";
    static final String BACK_OFFICE = "c3d0f2e76a9b4b2e8b3b8c4f5e6d7c81";
    static final String BACK_OFFICE_SECRET = "backOfficeSecretForTestsOnly0000000000000007";
    static final String USER_READER = "d4e1a3f87bac4c3f9c4c9d5a6f7e8d92";
    static final String API = "https://api.paperwise.example";

    static final String NORTHWIND = "org_5d1f0c2b9a11";
    static final String FJORD = "org_77aa12ce04b2";
    static final String OLD_MILL = "org_dead000beef2";

    static final String ADA = person(1);
    static final String BO = person(2);
    static final String CHIDI = person(3);
    static final String DANA = person(4);
    static final String EVE = person(5);
    static final String FARAH = person(6);
    static final String HANA = person(8);
    static final String JUN = person(9);

    private Paperwise() {}

    private static String person(int number) {
        return "kp_5f2a000000000000000000000000000" + number;
    }
}
