package io.selvage.gateway.routing;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.selvage.fuzz.Watch;

/**
 * Any text is a URL template or refused as one.
 */
class UrlTemplateFuzzTests {

	@FuzzTest(maxDuration = "30s")
	void parsesOrIsRefused(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		Watch.within100Millis(() -> {
			try {
				UrlTemplate.parse(text);
			}
			catch (IllegalArgumentException refused) {
				return;
			}
		});
	}

}
