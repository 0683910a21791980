package io.selvage.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.fabric.FabricException;
import io.selvage.fabric.naming.NamingJson;

/**
 * Any bytes a naming service answers are read or refused as an answer.
 */
class NamingReplyFuzzTests {

	private static final List<Consumer<byte[]>> READERS = List.of((body) -> NamingJson.resolution(body, 0),
			NamingJson::applications, NamingJson::services, NamingJson::description, NamingJson::partitions,
			NamingJson::replicas, NamingJson::serviceTypes, NamingJson::subNames, NamingJson::properties,
			NamingJson::clusterVersion, NamingJson::aadMetadata, (body) -> NamingJson.error(500, "", body));

	@FuzzTest(maxDuration = "30s")
	void readsOrRefusesTheAnswer(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> READERS.forEach((reader) -> {
			try {
				reader.accept(text.getBytes(StandardCharsets.UTF_8));
			}
			catch (FabricException refused) {
				return;
			}
		}));
	}

}
