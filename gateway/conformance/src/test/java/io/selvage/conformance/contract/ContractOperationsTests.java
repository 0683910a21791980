package io.selvage.conformance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.selvage.conformance.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The table of the contract's operations, held against a started gateway.
 */
class ContractOperationsTests {

	private static final Path TABLE = Path.of("../../../shared/conformance/apim-contract/operations-2024-05-01.json");

	@Test
	void everyOperationOfTheContractOnATypeThatIsServedAnswersAsItsTableSays() throws IOException {
		assumeTrue(Files.exists(TABLE), () -> "SKIPPED: there is no " + TABLE.toAbsolutePath().normalize());
		Report report = new Report("operations");
		try (ManagedGateway gateway = ManagedGateway.start()) {
			OperationsCheck.run(report, gateway, TABLE);
		}
		assertThat(report.failures()).isEmpty();
		assertThat(report.passed()).isGreaterThan(300);
	}

}
