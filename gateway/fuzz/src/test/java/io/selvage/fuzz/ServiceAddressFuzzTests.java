package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.fabric.EndpointKind;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.naming.NamingJson;

/**
 * Any address string a replica registers is read or refused.
 */
class ServiceAddressFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void readsOrRefusesTheAddress(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			try {
				NamingJson.endpoint(EndpointKind.STATELESS, text);
			}
			catch (FabricException refused) {
				return;
			}
		});
	}

}
