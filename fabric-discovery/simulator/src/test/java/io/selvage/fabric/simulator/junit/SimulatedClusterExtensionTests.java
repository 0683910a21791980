package io.selvage.fabric.simulator.junit;

import java.util.HashSet;
import java.util.Set;

import io.selvage.fabric.simulator.SimulatedCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SimulatedClusterExtensionTests {

	private static final Set<SimulatedCluster> seen = new HashSet<>();

	@RegisterExtension
	final SimulatedClusterExtension fabric = SimulatedClusterExtension.of((cluster) -> cluster.name("each"));

	@AfterEach
	void stillRunning() {
		assertThat(this.fabric.cluster().naming(0).running()).isTrue();
	}

	@RepeatedTest(2)
	void eachTestHasAClusterOfItsOwnAsFieldAndAsParameter(SimulatedCluster cluster) {
		assertThat(cluster).isSameAs(this.fabric.cluster());
		assertThat(seen.add(cluster)).isTrue();
		assertThat(seen).filteredOn((other) -> other != cluster)
			.allSatisfy((other) -> assertThat(other.naming(0).running()).isFalse());
	}

	@Test
	void anExtensionThatIsNotRegisteredSaysSo() {
		assertThatIllegalStateException().isThrownBy(() -> SimulatedClusterExtension.of((cluster) -> {
		}).cluster()).withMessageContaining("registered");
	}

}
