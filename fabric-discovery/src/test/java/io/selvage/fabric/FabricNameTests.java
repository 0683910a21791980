package io.selvage.fabric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FabricNameTests {

	@Test
	void idAndNameLeadToEachOther() {
		FabricServiceName name = FabricServiceName.of("fabric:/App/Sub/Svc");
		assertThat(name.id()).isEqualTo("App~Sub~Svc");
		assertThat(FabricServiceName.fromId("App~Sub~Svc")).isEqualTo(name);
		assertThat(FabricServiceName.fromId("App/Sub/Svc")).isEqualTo(name);
		assertThat(FabricServiceName.of("fabric:/app/Sub/Svc")).as("case matters").isNotEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "http://x/y, begin with", "fabric:/, nothing follows", "fabric:/App/, does not end",
			"fabric:/App//Svc, empty segment", "fabric://App, empty segment", "fabric:/App/S~c, '~'",
			"fabric:/App/Svc#member, '#'", "fabric:/App/S%20c, '%'", "fabric:/App/S c, U+0020",
			"Fabric:/App, begin with" })
	void whatIsNoNameIsRefusedWithThePlaceAndTheReason(String value, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> FabricServiceName.of(value))
			.withMessageContaining("'" + value + "'")
			.withMessageContaining(reason);
	}

	@Test
	void charactersOutsideAsciiAreEscapedOnceInAPath() {
		assertThat(new FabricName("fabric:/Äpp/日本.x-_1").pathId()).isEqualTo("%C3%84pp~%E6%97%A5%E6%9C%AC.x-_1");
		assertThat(new FabricName("fabric:/App/Svc").pathId()).isEqualTo("App~Svc");
	}

}
