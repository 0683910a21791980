package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.catalog.resource.ContractJson;
import io.selvage.catalog.resource.DocumentException;

/**
 * Any bytes are a resource document or one that is refused.
 */
class ContractJsonFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void parsesOrIsRefused(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			try {
				ContractJson.write(ContractJson.parse(text));
			}
			catch (DocumentException refused) {
				return;
			}
		});
	}

}
