package io.akashi.event.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomCodesTest {
  @ParameterizedTest
  @CsvSource({
    "110114, 110122, E, false, login",
    "110114, 110122, E, true, login_failure",
    "110114, 110123, E, false, logout",
    "110114, '', E, true, login_failure",
    "110114, '', E, false, unclassified",
    "110100, 110120, E, false, start",
    "110100, 110121, E, false, stop",
    "110101, '', R, false, read",
    "110102, '', E, false, execute",
    "110103, '', C, false, create",
    "110103, '', R, false, read",
    "110103, '', U, false, update",
    "110103, '', D, false, delete",
    "110104, '', C, false, create",
    "110105, '', D, false, delete",
    "110106, '', R, false, export",
    "110107, '', C, false, import",
    "110108, 110124, E, false, device_connected",
    "110108, 110125, E, false, stop",
    "110109, '', U, false, update",
    "110110, ITI-8, C, false, create",
    "110111, '', R, false, read",
    "110112, ITI-18, E, false, search",
    "110113, '', E, false, unclassified",
    "110113, 110126, E, true, connection_blocked",
    "110113, 110127, E, false, emergency_start",
    "110113, 110128, E, false, config_change",
    "110113, 110129, E, false, config_change",
    "110113, 110130, E, false, config_change",
    "110113, 110131, U, false, config_change",
    "110113, 110132, E, false, execute",
    "110113, 110133, E, false, stop",
    "110113, 110134, E, false, start",
    "110113, 110135, U, false, permission_change",
    "110113, 110136, U, false, permission_change",
    "110113, 110137, U, false, account_change",
    "110113, 110138, E, false, emergency_stop",
    "110113, 110139, E, false, remote_start",
    "110113, 110140, E, false, remote_stop",
    "110113, 110141, E, false, local_service_start",
    "110113, 110142, E, false, local_service_stop",
    "110113, 110143, E, true, login_failure",
    "110113, 110144, E, true, execute",
    "110114, 110145, E, false, login",
    "110114, 110146, E, false, logout",
    "110113, 110147, E, false, execute",
    "110106, IHE0006, R, false, export",
    "99VENDOR, '', U, false, update",
    "99VENDOR, '', E, false, unclassified",
  })
  void givesEachCodeItsKind(
      String event, String type, String action, boolean failed, String expected) {
    List<String> types = type.isEmpty() ? List.of() : List.of("OTHER", type);
    assertThat(DicomCodes.kind(event, types, action, failed).id()).isEqualTo(expected);
  }
}
