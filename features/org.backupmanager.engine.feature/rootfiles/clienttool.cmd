@echo off
rem The command-line client. See the comments in clienttool, its twin for Linux and macOS.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined BACKUP_MANAGER_JAVA_HOME set "java=%BACKUP_MANAGER_JAVA_HOME%\bin\java"
set "major=0"
for /f "tokens=3" %%v in ('""%java%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="') do set "major=%%v"
if %major% LSS 25 (
    echo clienttool: no Java 25 or later found. Install one ^(for example Eclipse Temurin^) and set JAVA_HOME. 1>&2
    exit /b 69
)
for %%j in ("%here%\plugins\org.backupmanager.launcher_*.jar") do set "launcher=%%j"
for %%j in ("%here%\plugins\org.eclipse.osgi_*.jar") do set "framework=%%j"
set "bundles=%here%\configuration\org.eclipse.equinox.simpleconfigurator\bundles.info"
for %%f in ("%bundles%") do set "state=%%~zf-%%~tf"
set "state=%state:/=%"
set "state=%state::=%"
set "state=%state:.=%"
set "state=%state: =%"
set "prepared=%LOCALAPPDATA%\Backup Manager\start\client-%state%"
if exist "%prepared%\classes.aot" (
    "%java%" -XX:+UseSerialGC "-XX:AOTCache=%prepared%\classes.aot" -Xlog:disable "-Djava.library.path=%prepared%\native;%PATH%" "-Dbackupmanager.prepared=%prepared%" -jar "%prepared%\classes.jar" %*
    exit /b
)
md "%prepared%" >nul 2>&1
if not exist "%prepared%\refused" start "" /b /low "%java%" -XX:+UseSerialGC -cp "%launcher%;%framework%" org.backupmanager.launcher.Prepare "%here%" "%prepared%" -XX:+UseSerialGC >nul 2>&1 <nul
"%java%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED "-Dbackupmanager.installation=%here%" -cp "%launcher%;%framework%" org.backupmanager.launcher.Start %*
exit /b %errorlevel%
