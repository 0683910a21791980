package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyReader;

/**
 * Any text is a policy document or has problems with their places, in every format.
 */
class PolicyReaderFuzzTests {

	private final PolicyReader reader = new PolicyReader();

	@FuzzTest(maxDuration = "30s")
	void readsOrReportsProblems(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			for (PolicyFormat format : PolicyFormat.values()) {
				this.reader.read(new PolicyReader.Input("fuzz", text, format, false), (name) -> null);
				this.reader.read(new PolicyReader.Input("fuzz", text, format, true), (name) -> null);
			}
		});
	}

}
